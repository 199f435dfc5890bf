/** What the assessment counts of the duty to check (M20): due, done in time, done late, missed, excused. */
import { and, asc, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { doer, fellDue, holder, isOverdue } from './due-tasks.ts';
import { excuses, missedDuties } from './schema.ts';

interface DutyFigures {
	reviewerId: string;
	/** Tasks due in the time, each of whoever had it when it was due; replaced ones are left out unless overdue. */
	due: number;
	doneInTime: number;
	/** Done after the due time by the same person. */
	doneLate: number;
	/** Missed duties, one for a draw; of which `excused`. */
	missed: number;
	excused: number;
}

/** Figures of each reviewer with a task due or a duty missed in `[from, to)`, by id. Pass one month at a time. */
export async function dutyFigures(
	db: Reader,
	{ from, to, reviewerIds }: { from: Date; to: Date; reviewerIds?: string[] }
): Promise<DutyFigures[]> {
	const figures = new Map<string, DutyFigures>();
	const of = (reviewerId: string) => {
		const none = { reviewerId, due: 0, doneInTime: 0, doneLate: 0, missed: 0, excused: 0 };
		const found = figures.get(reviewerId) ?? none;
		figures.set(reviewerId, found);
		return found;
	};
	if (reviewerIds?.length === 0) return [];
	for (const { reviewerId, due, inTime, late } of await tasksOf(db, from, to, reviewerIds))
		Object.assign(of(reviewerId), {
			due: Number(due),
			doneInTime: Number(inTime),
			doneLate: Number(late)
		});
	const missed = await db
		.select({ id: missedDuties.reviewerId, n: count(), excused: count(excuses.missedDutyId) })
		.from(missedDuties)
		.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
		.where(
			and(
				gte(missedDuties.at, from),
				lt(missedDuties.at, to),
				reviewerIds && inArray(missedDuties.reviewerId, reviewerIds)
			)
		)
		.groupBy(missedDuties.reviewerId)
		.orderBy(asc(missedDuties.reviewerId));
	for (const { id, n, excused } of missed) Object.assign(of(id), { missed: n, excused });
	return [...figures.values()].sort((a, b) => (a.reviewerId < b.reviewerId ? -1 : 1));
}

function tasksOf(db: Reader, from: Date, to: Date, reviewerIds: string[] | undefined) {
	const done = sql`(${reviews.id} is not null or ${selfChecks.id} is not null)`;
	const number = (condition: ReturnType<typeof sql>) =>
		sql<number>`sum(case when ${condition} then 1 else 0 end)`;
	return db
		.select({
			reviewerId: holder,
			due: count(),
			inTime: number(sql`${done} and not (${isOverdue})`),
			late: number(sql`${done} and ${isOverdue} and ${doer} = ${holder}`)
		})
		.from(assignments)
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(and(fellDue(from, to), reviewerIds && inArray(holder, reviewerIds)))
		.groupBy(holder);
}
