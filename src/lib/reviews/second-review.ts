/**
 * A second review: a call that another person had reviewed is scored again, without knowing what
 * the first made of it. Then both lie side by side, criterion by criterion, and whoever heads the
 * department confirms the first, corrects it, or sends the call to a calibration.
 */
import { can, type Placed } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Answers } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { answersIn } from './result.ts';
import { contentOf, type Held, type HeldAnswer, type HeldPassage } from './revision.ts';
import type { DraftContent } from './draft.ts';
import { scoreReview } from './scoring.ts';

export interface Compared {
	item: Item;
	first: HeldAnswer | undefined;
	second: HeldAnswer | undefined;
	/** Other answers; other words to the same answer are no difference. */
	differs: boolean;
	/**
	 * Tenths of a point by which the first score would move if it had the second's answer here and
	 * nowhere else; null when one of them cannot be scored. The sum over a form is not the difference
	 * of the scores where N/A gives weight away.
	 */
	deltaTenths: number | null;
	firstPassages: HeldPassage[];
	secondPassages: HeldPassage[];
}

/** Both reviews by the form of the first, in its order. What the second's rubric alone asks is left out. */
export function compareReviews(form: Form, first: Held, second: Held): Compared[] {
	const answers = answersIn(first.answers);
	const others = answersIn(second.answers);
	const raw = scoreReview(form, answers).rawTenths;
	return itemsOf(form)
		.filter(({ key }) => answers[key] !== undefined || others[key] !== undefined)
		.map((item) => {
			const of = ({ itemKey }: { itemKey: string | null }) => itemKey === item.key;
			const differs = !sameJson(answers[item.key], others[item.key]);
			const moved = differs
				? scoreReview(form, withAnswer(answers, item.key, others[item.key])).rawTenths
				: raw;
			return {
				item,
				first: first.answers.find(of),
				second: second.answers.find(of),
				differs,
				deltaTenths: raw === null || moved === null ? null : moved - raw,
				firstPassages: first.passages.filter(of),
				secondPassages: second.passages.filter(of)
			};
		});
}

/** The first review with the second's answer, words and passages for each of the `chosen` criteria. */
export function adopted(first: Held, second: Held, chosen: readonly string[]): DraftContent {
	const taken = (itemKey: string | null) => itemKey !== null && chosen.includes(itemKey);
	const from = (held: Held, which: (itemKey: string | null) => boolean) => ({
		answers: held.answers.filter(({ itemKey }) => which(itemKey)),
		passages: held.passages.filter(({ itemKey }) => which(itemKey))
	});
	const kept = from(first, (itemKey) => !taken(itemKey));
	const theirs = from(second, taken);
	return contentOf({
		...first,
		answers: [...kept.answers, ...theirs.answers],
		passages: [...kept.passages, ...theirs.passages]
	});
}

/** Who heads the department of the call and did not write the first review (R3; never of an own call). */
export const mayRule = (actor: Actor, call: Placed, firstReviewerId: string): boolean =>
	can(actor, 'second-review.rule', call) === 'allowed' && actor.id !== firstReviewerId;

function withAnswer(answers: Answers, key: string, answer: unknown): Answers {
	if (answer !== undefined) return { ...answers, [key]: answer };
	return Object.fromEntries(Object.entries(answers).filter(([other]) => other !== key));
}
