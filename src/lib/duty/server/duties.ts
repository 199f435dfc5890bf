/** Assignments with how they stand: the lead's queue, a draw's list. */
import { and, asc, count, eq, gte, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviewDrafts, reviews } from '#lib/reviews/server/schema.ts';
import { assignments, draws, plans } from '#lib/sampling/server/schema.ts';
import { dutyState, type DutyState } from '../task.ts';

const agents = alias(users, 'agents');
const reviewers = alias(users, 'reviewers');

const columns = {
	id: assignments.id,
	recordingId: assignments.recordingId,
	drawId: assignments.drawId,
	plan: plans.key,
	period: draws.period,
	rank: assignments.rank,
	startedAt: recordings.startedAt,
	direction: recordings.direction,
	kind: recordings.kind,
	durationMs: recordings.durationMs,
	agentId: assignments.agentId,
	agent: agents.name,
	staffNo: agents.staffNo,
	teamId: recordings.teamId,
	team: teams.name,
	reviewerId: assignments.reviewerId,
	reviewer: reviewers.name,
	dueAt: assignments.dueAt,
	createdAt: assignments.createdAt,
	reviewId: reviews.id,
	draftId: reviewDrafts.id
};

const dutyRows = (db: Reader) =>
	db
		.select(columns)
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(plans, eq(plans.id, draws.planId))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.innerJoin(agents, eq(agents.id, assignments.agentId))
		.innerJoin(reviewers, eq(reviewers.id, assignments.reviewerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(
			reviewDrafts,
			and(
				eq(reviewDrafts.recordingId, assignments.recordingId),
				eq(reviewDrafts.reviewerId, assignments.reviewerId)
			)
		);

type Row = Awaited<ReturnType<typeof dutyRows>>[number];
export type Duty = Row & { state: DutyState };

/** Which of a reviewer's tasks are shown. */
export const dutyViews = ['open', 'overdue', 'drafts', 'done', 'assigned'] as const;
export type DutyView = (typeof dutyViews)[number];

interface At {
	now: Date;
	/** First instant of the centre's day. */
	dayStart: Date;
}

/** A reviewer's tasks, the most urgent first: by due time, then by the time of the call. */
export async function dutiesOf(
	db: Reader,
	reviewerId: string,
	{ view, limit, ...at }: At & { view: DutyView; limit: number }
): Promise<Duty[]> {
	const rows = await dutyRows(db)
		.where(and(eq(assignments.reviewerId, reviewerId), conditionOf(view, at)))
		.orderBy(asc(assignments.dueAt), asc(recordings.startedAt), asc(assignments.id))
		.limit(limit);
	return rows.map(withState(at.now));
}

/** How many tasks each view shows. */
export async function countDuties(
	db: Reader,
	reviewerId: string,
	at: At
): Promise<Record<DutyView, number>> {
	const counts = {} as Record<DutyView, number>;
	for (const view of dutyViews) {
		const [row] = await db
			.select({ n: count() })
			.from(assignments)
			.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
			.leftJoin(
				reviewDrafts,
				and(
					eq(reviewDrafts.recordingId, assignments.recordingId),
					eq(reviewDrafts.reviewerId, assignments.reviewerId)
				)
			)
			.where(and(eq(assignments.reviewerId, reviewerId), conditionOf(view, at)));
		counts[view] = row!.n;
	}
	return counts;
}

/** All tasks of one draw, by team, agent and rank. */
export async function dutiesOfDraw(db: Reader, drawId: string, now: Date): Promise<Duty[]> {
	const rows = await dutyRows(db)
		.where(eq(assignments.drawId, drawId))
		.orderBy(asc(teams.name), asc(agents.staffNo), asc(assignments.rank));
	return rows.map(withState(now));
}

function conditionOf(view: DutyView, { now, dayStart }: At): SQL | undefined {
	switch (view) {
		case 'open':
			return isNull(reviews.id);
		case 'overdue':
			return and(isNull(reviews.id), lte(assignments.dueAt, now));
		case 'drafts':
			return and(isNull(reviews.id), isNotNull(reviewDrafts.id));
		case 'done':
			return gte(reviews.submittedAt, dayStart);
		case 'assigned':
			return gte(assignments.createdAt, dayStart);
	}
}

const withState =
	(now: Date) =>
	(row: Row): Duty => ({ ...row, state: dutyState(row, now) });
