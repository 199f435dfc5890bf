/**
 * The items of a rubric that are asked in a check too: the short form. They are answered as in a
 * review, none of them must be, and a clean call presets each to what a flawless, ordinary call gets.
 */
import { flawlessAnswer, isAnswer, isFailed, type Answers } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';

/** The marked items in the order of the form. One that hangs on an item that is not asked here is asked always. */
export function checkItems(form: Form): Item[] {
	const marked = itemsOf(form).filter(({ selfCheck }) => selfCheck);
	const keys = new Set(marked.map(({ key }) => key));
	return marked.map(({ shownIf, ...item }) =>
		shownIf && keys.has(shownIf.item) ? { ...item, shownIf } : item
	);
}

/** The items that are asked, given the answers so far. */
export const askedItems = (items: readonly Item[], answers: Answers): Item[] =>
	shownItems({ sections: [{ items: [...items] }] }, answers);

/** What a clean call gets where nothing was answered; items for which nothing may be assumed stay open. */
export function cleanAnswers(items: readonly Item[], given: Answers = {}): Answers {
	const preset = items.map((item): [string, unknown] => [
		item.key,
		given[item.key] ?? flawlessAnswer(item)
	]);
	return Object.fromEntries(preset.filter(([, answer]) => answer !== undefined));
}

export type ItemFault = 'not-an-answer' | 'not-clean';

/** Answers that no item takes, and findings in a call that is said to be clean. */
export function itemFaults(
	items: readonly Item[],
	answers: Answers,
	{ clean }: { clean: boolean }
): ItemFault[] {
	const byKey = new Map(items.map((item) => [item.key, item]));
	const given = Object.entries(answers);
	const strange = given.some(([key, answer]) => {
		const item = byKey.get(key);
		return !item || !isAnswer(item, answer);
	});
	const found = askedItems(items, answers).some((item) => isFailed(item, answers[item.key]));
	return [
		...(strange ? ['not-an-answer' as const] : []),
		...(clean && found ? ['not-clean' as const] : [])
	];
}

/** The answers that are kept: of items that are asked; of a clean call, with what it presets. */
export function keptAnswers(
	items: readonly Item[],
	answers: Answers,
	{ clean }: { clean: boolean }
): Answers {
	const all = clean ? cleanAnswers(items, answers) : answers;
	const asked = askedItems(items, all).filter(({ key }) => all[key] !== undefined);
	return Object.fromEntries(asked.map(({ key }) => [key, all[key]]));
}
