import type { Item } from '#lib/rubric/form.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { answerFromText, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import type { Choice } from '../choice.ts';

/** What every kind's field is given. */
export interface FieldProps {
	item: Item;
	/** Name of the form field. */
	name: string;
	/** The answer given, or null while open. */
	answer: string | number | null;
	/** Shows the keys that answer. */
	withKeys: boolean;
	/** Shows the answer; nothing can be changed. */
	locked?: boolean | undefined;
	/** The text of the field as a form would send it; the form turns it into an answer. */
	onanswer?: ((text: string) => void) | undefined;
}

/** The answer as a field to type in shows it; N/A is shown beside it. */
export const typedAnswer = (answer: FieldProps['answer']): string =>
	answer === null || answer === NOT_APPLICABLE || Number.isNaN(answer) ? '' : String(answer);

/** What a field for a figure shows: what was typed for as long as it is the answer, so that `-` can become `-5`. */
export const shownFigure = (item: Item, typed: string, answer: FieldProps['answer']): string =>
	Object.is(answerFromText(item, typed) ?? null, answer) ? typed : typedAnswer(answer);

/** The choice N/A, where the item allows it. */
export const notApplicable = (item: Item, withKeys: boolean): Choice[] =>
	item.naAllowed
		? [
				{
					value: NOT_APPLICABLE,
					label: m.rubric_not_applicable(),
					tone: 'plain',
					...(withKeys && { key: 'N' })
				}
			]
		: [];

/** Key caps for the choices in order: 1 … 9, then 0. */
export const digitKey = (index: number, withKeys: boolean): { key?: string } =>
	withKeys && index < 10 ? { key: String((index + 1) % 10) } : {};
