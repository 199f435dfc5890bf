/** A submitted review in the order in which it is read: what went wrong first, the costliest first of all. */
import { isFailed, type Answers } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';

export interface ReadAnswer {
	itemKey: string;
	answer: unknown;
	comment: string;
	withoutEvidence: string | null;
	/** Key of the item's root cause. */
	rootCause: string | null;
	/** Null for the agent, and where there is none. */
	privateComment: string | null;
}

export interface ResultLine {
	item: Item;
	given: ReadAnswer;
}

export interface Result {
	/** Failed items: severe and fatal ones first, then by weight, then in the order of the form. */
	findings: ResultLine[];
	/** The customer's own answers. */
	kept: ResultLine[];
	/** Everything else, in the order of the form. */
	inOrder: ResultLine[];
}

export function resultOf(form: Form, answers: readonly ReadAnswer[]): Result {
	const byKey = new Map(answers.map((given) => [given.itemKey, given]));
	const lines = itemsOf(form).flatMap((item): ResultLine[] => {
		const given = byKey.get(item.key);
		return given ? [{ item, given }] : [];
	});
	const failed = ({ item, given }: ResultLine) => isFailed(item, given.answer);
	return {
		findings: lines.filter(failed).sort((a, b) => gravity(b.item) - gravity(a.item)),
		kept: lines.filter((line) => line.item.kind === 'record'),
		inOrder: lines.filter((line) => !failed(line) && line.item.kind !== 'record')
	};
}

/** The answers alone, as scoring takes them. */
export const answersIn = (answers: readonly ReadAnswer[]): Answers =>
	Object.fromEntries(answers.map(({ itemKey, answer }) => [itemKey, answer]));

const gravity = ({ severe, fatal, weight }: Item): number =>
	(severe ? 2000 : 0) + (fatal ? 1000 : 0) + weight;
