/** An agent's reviews of a month, as the page of that month lists them. */
import { and, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { notLeading } from './hidden-calls.ts';
import { newestRevision } from './revisions.ts';
import { acknowledgements, reviews } from './schema.ts';
import { reachedBy } from './scope.ts';

/**
 * Within the reader's reach and as in `reviewPage`, the newest first. Sorted here: asked for an
 * order, SQLite walks all reviews that the agent ever received.
 */
export async function reviewsOfMonth(
	{ db: { read }, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	{ agentId, month }: { agentId: string; month: BusinessMonth }
) {
	const rows = await read
		.select({
			id: reviews.id,
			kind: reviews.kind,
			reviewer: users.name,
			rawTenths: reviews.rawTenths,
			severe: reviews.severe,
			callStartedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt,
			acknowledgedAt: acknowledgements.at
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(users, eq(users.id, reviews.reviewerId))
		.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id))
		.where(
			and(
				eq(reviews.businessMonth, month),
				eq(reviews.agentId, agentId),
				newestRevision(),
				reachedBy(actor),
				await notLeading(read, { actor, now }, reviews.recordingId)
			)
		);
	return rows.sort(newestFirst);
}

const newestFirst = (
	a: { submittedAt: Date; id: string },
	b: { submittedAt: Date; id: string }
): number => b.submittedAt.getTime() - a.submittedAt.getTime() || (a.id < b.id ? 1 : -1);
