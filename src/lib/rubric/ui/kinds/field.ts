import type { Item } from '#lib/rubric/form.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { NOT_APPLICABLE } from '#lib/rubric/answer.ts';
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
