/** Short hands for writing the standard forms, so that a line of a form reads as one. */
import type { FormText } from '../text.ts';
import type { Item } from '../form.ts';
import { both } from './both.ts';
import { help } from './help.ts';

export { both } from './both.ts';

type Extra = Partial<
	Pick<Item, 'guidance' | 'severe' | 'fatal' | 'naAllowed' | 'usual' | 'selfCheck'>
>;

export const yesNoItem = (
	key: string,
	weight: number,
	text: FormText,
	extra: Extra = {}
): Item => ({
	key,
	kind: 'yes-no',
	weight,
	text,
	naAllowed: false,
	config: {},
	...help[key],
	...extra
});

/** Four steps; the lowest alone is a failed answer. */
export const mannerItem = (
	key: string,
	weight: number,
	text: FormText,
	extra: Extra = {}
): Item => ({
	key,
	kind: 'scale',
	weight,
	text,
	naAllowed: false,
	config: {
		steps: [
			both('Poor', '差'),
			both('Uneven', '一般'),
			both('Good', '良好'),
			both('Exemplary', '优秀')
		],
		failUpTo: 1
	},
	...extra
});

/** The customer's answer, kept as data; N/A when it could not be asked. */
export const recordItem = (key: string, text: FormText, config: unknown): Item => ({
	key,
	kind: 'record',
	weight: 0,
	text,
	naAllowed: true,
	config
});

/** Not called for in most calls: N/A then. */
export const whenItArises: Extra = { naAllowed: true, usual: 'na' };

/** Only in calls that report a fault: N/A in an enquiry or a complaint, which the same form scores. */
export const whenReported: Extra = { naAllowed: true };
