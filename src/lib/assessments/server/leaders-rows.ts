/** The rows behind the figures of one lead or head. */
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import { doer, fellDue, holder } from '#lib/duty/server/due-tasks.ts';
import type { Context } from '#lib/people/server/context.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { disputeRulings, disputes } from '#lib/reviews/server/dispute-schema.ts';
import { secondReviewRulings } from '#lib/reviews/server/ruling-schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { leadersOfMonth } from './leaders.ts';
import { timesOf } from './month-facts.ts';

/** Rows of one kind that the page lists at most. */
const MOST_ROWS = 500;

/** Undefined for somebody whom the reader does not oversee. */
export async function leaderPage(context: Context, month: BusinessMonth, personId: string) {
	const offices = (await leadersOfMonth(context, month)).filter(
		(leader) => leader.personId === personId
	);
	const [leader] = offices;
	if (!leader) return undefined;
	const { read } = context.db;
	const [from, to] = timesOf({ month, zone: context.zone });
	const tasks = await read
		.select({
			id: assignments.id,
			recordingId: assignments.recordingId,
			drawId: assignments.drawId,
			callStartedAt: recordings.startedAt,
			dueAt: assignments.dueAt,
			doneAt: sql`coalesce(${reviews.submittedAt}, ${selfChecks.at})`.mapWith(reviews.submittedAt),
			doer,
			overdueAt: overdueTasks.at
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(and(fellDue(from, to), eq(holder, personId)))
		.orderBy(asc(assignments.dueAt), asc(assignments.id))
		.limit(MOST_ROWS);
	return {
		leader,
		offices: offices.map(({ role, place }) => ({ role, place })),
		tasks: tasks.map((task) => ({ ...task, own: task.doer === personId })),
		...(await writtenOf(context, { from, to, personId }))
	};
}

async function writtenOf(
	{ db: { read } }: Context,
	{ from, to, personId }: { from: Date; to: Date; personId: string }
) {
	const { at } = secondReviewRulings;
	return {
		secondReviews: await read
			.select({
				reviewId: secondReviewRulings.reviewId,
				ruling: secondReviewRulings.ruling,
				callStartedAt: reviews.callStartedAt,
				at
			})
			.from(secondReviewRulings)
			.innerJoin(reviews, eq(reviews.id, secondReviewRulings.firstReviewId))
			.where(and(gte(at, from), lt(at, to), eq(reviews.reviewerId, personId)))
			.orderBy(asc(at))
			.limit(MOST_ROWS),
		disputes: await read
			.select({
				id: disputes.id,
				outcome: disputeRulings.outcome,
				callStartedAt: reviews.callStartedAt,
				at: disputeRulings.at
			})
			.from(disputeRulings)
			.innerJoin(disputes, eq(disputes.id, disputeRulings.disputeId))
			.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
			.where(
				and(
					gte(disputeRulings.at, from),
					lt(disputeRulings.at, to),
					eq(reviews.reviewerId, personId)
				)
			)
			.orderBy(asc(disputeRulings.at))
			.limit(MOST_ROWS),
		incidents: await read
			.select({ id: recorderIncidents.id, kind: recorderIncidents.kind, at: recorderIncidents.at })
			.from(recorderIncidents)
			.where(
				and(
					gte(recorderIncidents.at, from),
					lt(recorderIncidents.at, to),
					eq(recorderIncidents.reportedBy, personId)
				)
			)
			.orderBy(asc(recorderIncidents.at))
			.limit(MOST_ROWS)
	};
}
