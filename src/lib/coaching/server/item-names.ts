import type { Reader } from '#lib/platform/server/db/client.ts';
import { itemsOf, type FormText, type Item } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';

/** An item as people know it: its words, and those of its root causes, in the newest version that has it. */
interface ItemWords {
	text: FormText;
	/** What the rubric is called: items of two may have the same words. */
	rubric: FormText;
	causes: Record<string, FormText>;
}

type ItemNames = Record<string, ItemWords>;

/** Every item that was ever published, by `rubric:item`. */
export async function itemNames(read: Reader): Promise<ItemNames> {
	const names: ItemNames = {};
	for (const { key, form } of await publishedRubrics(read))
		for (const item of itemsOf(form)) names[`${key}:${item.key}`] ??= wordsOf(item, form.title);
	return names;
}

const wordsOf = ({ text, rootCauses = [] }: Item, rubric: FormText): ItemWords => ({
	text,
	rubric,
	causes: Object.fromEntries(rootCauses.map((cause) => [cause.key, cause.text]))
});
