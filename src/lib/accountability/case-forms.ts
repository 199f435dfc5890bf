/** What the forms of a case post, checked for shape alone. */
import {
	parseDay,
	parseMonth,
	type BusinessDay,
	type BusinessMonth
} from '#lib/shared/calendar.ts';
import { cleanText, cleanWords } from '#lib/shared/words.ts';
import { parseGrounds, type Ground } from './ground.ts';
import { isOfMoney, measures, type TakenMeasure } from './measure.ts';

export interface CaseInput {
	staffNo: string;
	month: BusinessMonth;
	facts: string;
	deadlineDay: BusinessDay;
	measures: TakenMeasure[];
	grounds: Ground[];
}

/** Fen of an amount in yuan as typed, with two decimals at most; undefined for anything else. */
function fenTyped(text: string): number | undefined {
	const typed = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
	if (!typed) return undefined;
	return Number(typed[1]) * 100 + Number((typed[2] ?? '').padEnd(2, '0'));
}

/** The measures that are ticked, with their words and amounts; an amount that is none is zero, which the rules refuse. */
const measuresTyped = (kept: Record<string, string>, ticked: readonly string[]): TakenMeasure[] =>
	measures
		.filter((measure) => ticked.includes(measure))
		.map((measure) => ({
			measure,
			amountFen: isOfMoney(measure) ? (fenTyped(kept[`amount.${measure}`] ?? '') ?? 0) : 0,
			words: cleanWords(kept[`words.${measure}`] ?? '')
		}));

/** What was typed into the form of a case; undefined without a day or a month that are ones. */
export function caseTyped(
	kept: Record<string, string>,
	ticked: readonly string[]
): CaseInput | undefined {
	const deadlineDay = parseDay(kept.deadline ?? '');
	const month = parseMonth(kept.month ?? '');
	if (deadlineDay === undefined || deadlineDay > 21_991_231 || month === undefined)
		return undefined;
	return {
		staffNo: (kept.staffNo ?? '').trim().slice(0, 40),
		month,
		facts: cleanText(kept.facts ?? ''),
		deadlineDay,
		measures: measuresTyped(kept, ticked),
		grounds: parseGrounds(kept.grounds ?? null)
	};
}
