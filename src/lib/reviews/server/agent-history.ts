import { and, desc, eq, ne } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { EarlierReview } from '../bench.ts';
import { newestRevision } from './revisions.ts';
import { notLeading } from './hidden-calls.ts';
import { reviews } from './schema.ts';
import { reachedBy } from './scope.ts';

/** So many stand beside a call; the rest is in the list of reviews. */
const SHOWN = 12;

/**
 * The newest reviews of an agent's other calls that `actor` may read, each in its newest revision.
 * Those of the call itself, and of others that `actor` has yet to judge, are left out: nobody is to
 * be led by them.
 */
export async function agentHistory(
	{ db: { read }, actor, now }: Context,
	{ agentId, exceptRecordingId }: { agentId: string; exceptRecordingId: string }
): Promise<EarlierReview[]> {
	return read
		.select({
			id: reviews.id,
			kind: reviews.kind,
			callStartedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt,
			reviewer: users.name,
			rawTenths: reviews.rawTenths,
			outcome: reviews.outcome,
			severe: reviews.severe,
			revision: reviews.revision
		})
		.from(reviews)
		.innerJoin(users, eq(users.id, reviews.reviewerId))
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(
			and(
				eq(reviews.agentId, agentId),
				ne(reviews.recordingId, exceptRecordingId),
				newestRevision(),
				await notLeading(read, { actor, now }, reviews.recordingId),
				reachedBy(actor)
			)
		)
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(SHOWN);
}
