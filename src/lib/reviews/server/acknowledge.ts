import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { revisionAfter } from './revisions.ts';
import { acknowledgements, reviews } from './schema.ts';

type AcknowledgeRefusal = 'not-found' | 'not-allowed' | 'already-acknowledged' | 'revised';

/**
 * The reviewed agent has seen the review, with a word or without; once, and nobody else for them. Of
 * a revision that no longer stands it is not taken: the one after it waits.
 */
export function acknowledge(
	{ db, actor, now }: Context,
	reviewId: string,
	comment: string
): Promise<Decision<{ at: Date }, AcknowledgeRefusal>> {
	return db.tx(async (tx) => {
		if (!isId(reviewId)) return refuse('not-found');
		const [review] = await tx
			.select({
				agentId: reviews.agentId,
				teamId: recordings.teamId,
				departmentId: recordings.departmentId,
				acknowledgedAt: acknowledgements.at
			})
			.from(reviews)
			.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
			.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id))
			.where(and(eq(reviews.id, reviewId), isNotRestricted));
		if (!review) return refuse('not-found');
		const verdict = can(actor, 'review.acknowledge', review);
		if (verdict === 'hidden') return refuse('not-found');
		if (verdict === 'forbidden') return refuse('not-allowed');
		if (review.acknowledgedAt)
			return refuse('already-acknowledged', { at: review.acknowledgedAt.toISOString() });

		const later = await revisionAfter(tx, reviewId);
		if (later) return refuse('revised', { by: later.by, at: later.at.toISOString() });

		await tx
			.insert(acknowledgements)
			.values({ reviewId, userId: actor.id, at: now, comment: comment.trim() });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'review.acknowledged', subject: `review:${reviewId}` }
		);
		return accept({ at: now });
	});
}
