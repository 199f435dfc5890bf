/**
 * Items that are asked only where an earlier one has a certain answer. A hidden item takes no
 * answer: one that was given before it was hidden does not count, and it gives its weight away as
 * N/A does. An item that hangs on a hidden one is hidden too.
 */
import type { Answers } from './answer.ts';
import { itemsOf, type Form, type Item } from './form.ts';

/** The items that are asked, in the order of the form, given the answers so far. */
export function shownItems(form: Parameters<typeof itemsOf>[0], answers: Answers): Item[] {
	const shown = new Set<string>();
	return itemsOf(form).filter((item) => {
		const asked = !item.shownIf || (shown.has(item.shownIf.item) && holds(item.shownIf, answers));
		if (asked) shown.add(item.key);
		return asked;
	});
}

/** Whether one item is asked; a condition on an item that does not come before it never holds. */
export const isShown = (form: Form, item: Item, answers: Answers): boolean =>
	shownItems(form, answers).some((shown) => shown.key === item.key);

/** The answers that count, by item key: those of items that are asked. */
export const countedAnswers = (form: Form, answers: Answers): Map<string, unknown> =>
	new Map(
		shownItems(form, answers)
			.filter(({ key }) => Object.hasOwn(answers, key) && answers[key] !== undefined)
			.map(({ key }) => [key, answers[key]])
	);

const holds = ({ item, is }: NonNullable<Item['shownIf']>, answers: Answers): boolean =>
	Object.hasOwn(answers, item) && is.some((answer) => answer === answers[item]);
