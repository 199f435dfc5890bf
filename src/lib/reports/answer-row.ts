/** One answer of a review, as the data set of a month tells it. */
import type { ReviewKind } from '#lib/reviews/review.ts';
import type { DisputeState } from '#lib/reviews/dispute.ts';
import { isFailed, NOT_APPLICABLE, type Answers } from '#lib/rubric/answer.ts';
import { countedAnswers } from '#lib/rubric/condition.ts';
import type { Form, Item, Section } from '#lib/rubric/form.ts';
import { kindOf } from '#lib/rubric/kinds/index.ts';

interface AnsweredReview {
	id: string;
	kind: ReviewKind;
	callStartedAt: Date;
	staffNo: string;
	agent: string;
	team: string | null;
	reviewer: string;
	rubricKey: string;
	rubricVersion: number;
	revision: number;
	releasedAt: Date;
	acknowledgedAt: Date | null;
	lapsedAt: Date | null;
}

export interface AnswerRow {
	review: AnsweredReview;
	section: Section;
	item: Item;
	answer: unknown;
	/** Shares of the item's weight; null where it has none, did not apply or was not asked. */
	share: { earned: number; of: number } | null;
	/** Given or taken for occurrences. */
	points: number | null;
	failed: boolean;
	rootCause: string | null;
	comment: string;
	/** Of the findings pinned to it, the first one's; and how many there are. */
	evidence: { fromMs: number; toMs: number; n: number } | null;
	dispute: DisputeState | null;
}

/** What an answer does to the score of its review. */
export function effectsOf(form: Form, answers: Answers) {
	const counted = countedAnswers(form, answers);
	return (item: Item): Pick<AnswerRow, 'share' | 'points' | 'failed'> => {
		const answer = counted.get(item.key);
		if (answer === undefined || answer === NOT_APPLICABLE)
			return { share: null, points: null, failed: false };
		const effect = kindOf(item.kind).effect(item.config, answer);
		return {
			share: effect.kind === 'share' ? effect.share : null,
			points: effect.kind === 'points' ? effect.points : null,
			failed: isFailed(item, answer)
		};
	};
}
