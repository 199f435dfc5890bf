import { and, asc, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import { inScope, scopeOf } from '#lib/people/permissions.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import type { ReviewFilter } from '../filter.ts';
import { behindRate } from './item-filter.ts';
import { notLeading } from './hidden-calls.ts';
import { newestRevision } from './revisions.ts';
import { acknowledgements, reviews } from './schema.ts';
import { reachedBy } from './scope.ts';
import { awaitsRuling } from './second-reviews.ts';

const agents = alias(users, 'agents');
const reviewers = alias(users, 'reviewers');

const row = {
	id: reviews.id,
	kind: reviews.kind,
	recordingId: reviews.recordingId,
	assignmentId: reviews.assignmentId,
	rubricVersionId: reviews.rubricVersionId,
	agentId: reviews.agentId,
	agent: agents.name,
	staffNo: agents.staffNo,
	teamId: recordings.teamId,
	team: teams.name,
	departmentId: recordings.departmentId,
	reviewerId: reviews.reviewerId,
	reviewer: reviewers.name,
	revision: reviews.revision,
	rawTenths: reviews.rawTenths,
	outcome: reviews.outcome,
	severe: reviews.severe,
	comment: reviews.comment,
	callStartedAt: reviews.callStartedAt,
	callKind: recordings.kind,
	durationMs: recordings.durationMs,
	startedAt: reviews.startedAt,
	submittedAt: reviews.submittedAt,
	spentMs: reviews.spentMs,
	heardMs: reviews.heardMs,
	coveredPermille: reviews.coveredPermille,
	acknowledgedAt: acknowledgements.at,
	acknowledgedWith: acknowledgements.comment
};

const reviewRows = (read: Reader) =>
	read
		.select(row)
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(agents, eq(agents.id, reviews.agentId))
		.innerJoin(reviewers, eq(reviewers.id, reviews.reviewerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id));

export type ReviewRow = Awaited<ReturnType<typeof reviewRows>>[number];

/** A submitted review that `actor` wrote or may read, else undefined: unknown and hidden are the same. */
export async function reviewForReader(
	read: Reader,
	actor: Actor,
	reviewId: string
): Promise<ReviewRow | undefined> {
	if (!isId(reviewId)) return undefined;
	const [review] = await reviewRows(read).where(and(eq(reviews.id, reviewId), isNotRestricted));
	if (!review) return undefined;
	const readable = review.reviewerId === actor.id || inScope(scopeOf(actor, 'review.read'), review);
	return readable ? review : undefined;
}

/** Submitted reviews of one recording within the reader's reach, each in its newest revision, the oldest first. */
export const reviewsOfRecording = (
	read: Reader,
	actor: Actor,
	recordingId: string
): Promise<ReviewRow[]> =>
	isId(recordingId)
		? reviewRows(read)
				.where(and(eq(reviews.recordingId, recordingId), newestRevision(), reachedBy(actor)))
				.orderBy(asc(reviews.submittedAt), asc(reviews.id))
		: Promise.resolve([]);

/**
 * Submitted reviews within the reader's reach, each in its newest revision, the newest first; `next`
 * is undefined on the last page. Calls on which own work of the reader is open that they would lead
 * (sight.ts) are left out.
 */
export async function reviewPage(
	{ db: { read }, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	{
		filter,
		after,
		limit = 50
	}: { filter: ReviewFilter; after?: PageCursor | undefined; limit?: number }
): Promise<{ rows: ReviewRow[]; next: PageCursor | undefined }> {
	const rows = await reviewRows(read)
		.where(
			and(
				newestRevision(),
				reachedBy(actor),
				await notLeading(read, { actor, now }, reviews.recordingId),
				filter.second && awaitsRuling(read, actor),
				...conditions(filter),
				await behindRate(read, filter),
				older(reviews.submittedAt, reviews.id, after)
			)
		)
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(limit + 1);
	return pageOf(rows, limit, ({ submittedAt }) => submittedAt);
}

function conditions(filter: ReviewFilter): (SQL | undefined)[] {
	const { acknowledged } = filter;
	return [
		filter.agentId === undefined ? undefined : eq(reviews.agentId, filter.agentId),
		filter.staffNo === undefined ? undefined : eq(agents.staffNo, filter.staffNo),
		filter.month === undefined ? undefined : eq(reviews.businessMonth, filter.month),
		filter.outcome === undefined ? undefined : eq(reviews.outcome, filter.outcome),
		acknowledged === undefined
			? undefined
			: acknowledged
				? isNotNull(acknowledgements.at)
				: isNull(acknowledgements.at)
	];
}
