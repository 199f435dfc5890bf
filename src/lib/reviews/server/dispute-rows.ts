/** Disputes with all that happened to them, as every page and command reads them. */
import { and, asc, eq, type SQL } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { disputeState } from '../dispute.ts';
import { disputeReplies, disputeRulings, disputes, disputeWithdrawals } from './dispute-schema.ts';
import type { Chain } from './revisions.ts';
import { reviews } from './schema.ts';

const reviewers = alias(users, 'reviewers');
const rulers = alias(users, 'rulers');
const repliers = alias(users, 'repliers');
const firstRulings = alias(disputeRulings, 'first_rulings');

const columns = {
	id: disputes.id,
	reviewId: disputes.reviewId,
	itemKey: disputes.itemKey,
	instance: disputes.instance,
	firstId: disputes.firstId,
	recordingId: disputes.recordingId,
	agentId: disputes.agentId,
	agent: users.name,
	staffNo: users.staffNo,
	teamId: disputes.teamId,
	team: teams.name,
	departmentId: disputes.departmentId,
	businessMonth: disputes.businessMonth,
	reason: disputes.reason,
	proposed: disputes.proposed,
	atMs: disputes.atMs,
	raisedAt: disputes.raisedAt,
	closesAt: disputes.closesAt,
	reviewerId: reviews.reviewerId,
	reviewer: reviewers.name,
	kind: reviews.kind,
	rubricVersionId: reviews.rubricVersionId,
	callStartedAt: reviews.callStartedAt,
	durationMs: recordings.durationMs,
	custody: recordings.custody,
	reply: disputeReplies.words,
	repliedBy: repliers.name,
	repliedAt: disputeReplies.at,
	withdrawnAt: disputeWithdrawals.at,
	outcome: disputeRulings.outcome,
	ruling: disputeRulings.reason,
	answer: disputeRulings.answer,
	coaching: disputeRulings.coaching,
	revisionId: disputeRulings.revisionId,
	ruledById: disputeRulings.by,
	ruledBy: rulers.name,
	ruledAt: disputeRulings.at,
	firstRuledBy: firstRulings.by
};

const select = (read: Reader) =>
	read
		.select(columns)
		.from(disputes)
		.innerJoin(users, eq(users.id, disputes.agentId))
		.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
		.innerJoin(recordings, eq(recordings.id, disputes.recordingId))
		.innerJoin(reviewers, eq(reviewers.id, reviews.reviewerId))
		.leftJoin(teams, eq(teams.id, disputes.teamId))
		.leftJoin(disputeReplies, eq(disputeReplies.disputeId, disputes.id))
		.leftJoin(repliers, eq(repliers.id, disputeReplies.by))
		.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id))
		.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
		.leftJoin(rulers, eq(rulers.id, disputeRulings.by))
		.leftJoin(firstRulings, eq(firstRulings.disputeId, disputes.firstId));

const told = (row: Awaited<ReturnType<typeof select>>[number]) => ({
	...row,
	state: disputeState(row.outcome, row.withdrawnAt)
});
export type DisputeRow = ReturnType<typeof told>;

interface Wanted {
	where: SQL | undefined;
	order?: SQL[];
	limit?: number;
}

/** Oldest first unless told otherwise. */
export async function disputeRows(
	read: Reader,
	{ where, order = [asc(disputes.raisedAt), asc(disputes.id)], limit = 500 }: Wanted
): Promise<DisputeRow[]> {
	const found = await select(read)
		.where(where)
		.orderBy(...order)
		.limit(limit);
	return found.map(told);
}

export async function disputeRow(read: Reader, disputeId: string): Promise<DisputeRow | undefined> {
	const [row] = await disputeRows(read, { where: eq(disputes.id, disputeId), limit: 1 });
	return row;
}

/** All disputes of a review, in whichever revision they were raised. */
export const disputesOfReview = (
	read: Reader,
	{ recordingId, reviewerId, kind }: Chain
): Promise<DisputeRow[]> =>
	disputeRows(read, {
		where: and(
			eq(disputes.recordingId, recordingId),
			eq(reviews.reviewerId, reviewerId),
			eq(reviews.kind, kind)
		)
	});
