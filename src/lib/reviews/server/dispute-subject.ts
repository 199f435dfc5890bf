/** What a dispute is judged on: the review as it stands and what was disputed of it so far, read afresh. */
import { and, inArray } from 'drizzle-orm';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import type { Answers } from '#lib/rubric/answer.ts';
import type { Form } from '#lib/rubric/form.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { Disputable } from '../dispute.ts';
import { answersIn } from '../result.ts';
import type { Held } from '../revision.ts';
import { disputesOfReview, type DisputeRow } from './dispute-rows.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import { heldBy } from './held.ts';
import { reviewForReader, type ReviewRow } from './queries.ts';
import { revisionsOf, type Chain, type Revision } from './revisions.ts';
import { reviewAnswers } from './schema.ts';
import { sightOf } from './sight.ts';

/** A review as it stands, whichever revision one came from. */
interface StandingReview {
	newest: Revision;
	form: Form;
	held: Held;
	answers: Answers;
	disputes: DisputeRow[];
}

export async function standingReview(
	read: Reader,
	review: Chain & { rubricVersionId: string }
): Promise<StandingReview> {
	const newest = (await revisionsOf(read, review)).at(-1)!;
	const { form } = (await rubricVersion(read, review.rubricVersionId))!;
	const held = await heldBy(read, newest.id);
	const disputes = await disputesOfReview(read, review);
	return { newest, form, held, answers: answersIn(held.answers), disputes };
}

export interface DisputeSubject extends StandingReview {
	review: ReviewRow;
	disputable: Disputable;
}

export type SubjectRefusal = 'not-found' | 'not-allowed' | 'revised';

/** The review for its agent to dispute, or why not; the window is decided with the claims. */
export async function disputeSubject(
	read: Reader,
	context: Context,
	reviewId: string
): Promise<Decision<DisputeSubject, SubjectRefusal>> {
	const { actor, now, zone } = context;
	const review = await reviewForReader(read, actor, reviewId);
	if (!review) return refuse('not-found');
	const verdict = can(actor, 'dispute.raise', review);
	if (verdict === 'hidden') return refuse('not-found');
	if (verdict === 'forbidden') return refuse('not-allowed');
	if ((await sightOf(read, context, review.recordingId)).reviewsHidden) return refuse('not-found');
	const standing = await standingReview(read, review);
	const { newest, form, answers, disputes } = standing;
	if (newest.id !== review.id)
		return refuse('revised', { id: newest.id, by: newest.by, at: newest.at.toISOString() });

	const { windowDays } = await disputeSettings(read, now);
	const closing = await closings(read, { since: review.submittedAt, now, zone });
	const closed = disputes.filter(
		({ state, reviewId: raisedOn, instance }) =>
			state === 'open' || (raisedOn === review.id && instance === 1)
	);
	const disputable = {
		...{ form, answers },
		durationMs: review.durationMs,
		closesAt: closing(review.submittedAt, windowDays),
		disputed: new Set(closed.map(({ itemKey }) => itemKey)),
		ruled: await ruledAnswers(read, disputes)
	};
	return accept({ ...standing, review, disputable });
}

/** The answer with which the last ruling on each item left it. */
export async function ruledAnswers(
	read: Reader,
	disputes: readonly DisputeRow[]
): Promise<Record<string, unknown>> {
	const ruled = disputes
		.filter((one) => one.ruledAt !== null)
		.sort((a, b) => a.ruledAt!.getTime() - b.ruledAt!.getTime());
	if (ruled.length === 0) return {};
	const given = await read
		.select()
		.from(reviewAnswers)
		.where(
			and(
				inArray(reviewAnswers.reviewId, [...new Set(ruled.map(({ reviewId }) => reviewId))]),
				inArray(reviewAnswers.itemKey, [...new Set(ruled.map(({ itemKey }) => itemKey))])
			)
		);
	const before = new Map(given.map((row) => [`${row.reviewId} ${row.itemKey}`, row.answer]));
	return Object.fromEntries(
		ruled.map(({ reviewId, itemKey, outcome, answer }) => [
			itemKey,
			outcome === 'upheld' ? before.get(`${reviewId} ${itemKey}`) : answer
		])
	);
}
