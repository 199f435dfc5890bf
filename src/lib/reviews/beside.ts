/**
 * The agent's self-check and a review of the same call, side by side once both are in: what the
 * check asks about and whatever costs money, each with what either made of it.
 */
import { isFailed } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import type { Finding, ProblemKind } from './check.ts';
import { answersIn, type ReadAnswer } from './result.ts';

export interface Beside {
	/** Null for a problem that none of these criteria stands for. */
	item: Item | null;
	/** What the check reported; null where it reported nothing. */
	reported: ProblemKind | null;
	/** What the review answered; undefined where it was not asked. */
	given: ReadAnswer | undefined;
	failed: boolean;
}

/** Criteria in the order of the form; a reported problem that fits none of them comes last. */
export function besideOf(
	form: Form,
	answers: readonly ReadAnswer[],
	check: Pick<Finding, 'problem'>
): Beside[] {
	const byKey = answersIn(answers);
	const rows = itemsOf(form)
		.filter((item) => item.severe ?? item.selfCheck)
		.map((item): Beside => ({
			item,
			reported: check.problem !== null && standsFor(item, check.problem) ? check.problem : null,
			given: answers.find(({ itemKey }) => itemKey === item.key),
			failed: isFailed(item, byKey[item.key])
		}));
	if (check.problem === null || rows.some(({ reported }) => reported !== null)) return rows;
	return [...rows, { item: null, reported: check.problem, given: undefined, failed: false }];
}

const standsFor = (item: Item, problem: ProblemKind): boolean =>
	item.severe === problem || item.key === problem;
