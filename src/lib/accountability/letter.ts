/** The letter of a case: what it says, and how that is laid out. */
import type { FormText } from '#lib/rubric/form.ts';
import type { BusinessDay, BusinessMonth } from '#lib/shared/calendar.ts';
import type { GroundKind } from './ground.ts';
import type { TakenMeasure } from './measure.ts';

export interface LetterFacts {
	centre: Record<'en' | 'zh-CN', string>;
	year: number;
	number: number;
	person: string;
	staffNo: string;
	department: string;
	openedDay: BusinessDay;
	deadlineDay: BusinessDay;
	month: BusinessMonth;
	facts: string;
	grounds: { kind: GroundKind; code: string | null; item: FormText | null; day: BusinessDay }[];
	measures: TakenMeasure[];
	statements: { day: BusinessDay; words: string }[];
	madeAt: Date;
}

/** As it is printed: headings with paragraphs, and lines to sign on. */
export interface Letter {
	/** The centre's name, above the title. */
	centre: string;
	title: string;
	number: string;
	madeAt: Date;
	/** To whom, of which department, of which day. */
	facts: readonly (readonly [label: string, value: string])[];
	parts: readonly { title: string; paragraphs: readonly string[] }[];
	/** Each with a line to write on. */
	signatures: readonly string[];
	pageOf: (page: number, pages: number) => string;
}
