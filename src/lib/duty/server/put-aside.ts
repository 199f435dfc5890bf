import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { endEntrustment } from '#lib/recordings/server/entrustments.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { isReviewed } from '#lib/sampling/plan.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import type { StandingTask } from './standing-task.ts';

/** The draft is discarded, the right to hear ends, and the call is as free as before it was drawn. */
export async function putAside(tx: Writer, { actor, now }: Context, task: StandingTask) {
	const { id, recordingId, reviewerId, kind, reviewState } = task;
	const discarded = await tx
		.delete(reviewDrafts)
		.where(eq(reviewDrafts.assignmentId, id))
		.returning({ id: reviewDrafts.id });
	const subject = `recording:${recordingId}`;
	const facts = { assignmentId: id, reviewerId };
	if (discarded.length > 0)
		await appendAudit({ tx, actor, now }, { kind: 'draft.discarded', subject, facts });
	await endEntrustment(tx, { recordingId, userId: reviewerId, now });
	if (!isReviewed(kind) || reviewState !== 'assigned') return;
	const [other] = await tx
		.select({ id: assignments.id })
		.from(assignments)
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.where(
			and(
				eq(assignments.recordingId, recordingId),
				inArray(assignments.kind, ['spot-check', 'weekly-audit']),
				ne(assignments.id, id),
				isNull(replacements.assignmentId),
				isNull(reviews.id)
			)
		)
		.limit(1);
	if (!other)
		await tx.update(recordings).set({ reviewState: 'none' }).where(eq(recordings.id, recordingId));
}
