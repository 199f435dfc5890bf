/** Which of a person's tasks each view of the queue holds, as conditions. */
import { and, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { dueWithin, queueStart } from '#lib/sampling/server/draws-of-days.ts';
import { addDays, businessDay, dayStart, daysOfMonth, monthOfDay } from '#lib/shared/calendar.ts';
import type { QueueView } from '../queue.ts';

export interface Times {
	now: Date;
	/** First due time that is shown. */
	from: Date;
	dayStart: Date;
	dayEnd: Date;
	monthStart: Date;
}

export function timesOf({ now, zone }: Pick<Context, 'now' | 'zone'>): Times {
	const today = businessDay(now, zone);
	return {
		now,
		from: queueStart(now, zone),
		dayStart: dayStart(today, zone),
		dayEnd: dayStart(addDays(today, 1), zone),
		monthStart: dayStart(daysOfMonth(monthOfDay(today)).first, zone)
	};
}

/** Neither done nor put aside. */
export const open = () =>
	and(isNull(reviews.id), isNull(selfChecks.id), isNull(replacements.assignmentId))!;
export const late = (now: Date) =>
	or(isNotNull(overdueTasks.assignmentId), lte(assignments.dueAt, now))!;
export const dueToday = ({ now, dayEnd }: Times) =>
	and(
		isNull(overdueTasks.assignmentId),
		gt(assignments.dueAt, now),
		lt(assignments.dueAt, dayEnd)
	)!;

export const doneToday = ({ dayStart: start }: Times) =>
	or(gte(reviews.submittedAt, start), gte(selfChecks.at, start))!;

/** The person's tasks of the window, in a query that joins their draws. */
export const ownSince = (actorId: string, { from }: Times) =>
	and(dueWithin(from), eq(assignments.reviewerId, actorId));

/** Which rows a view holds; `replaced` are those that the person put aside, whoever has the task. */
export function ofView(view: QueueView, actorId: string, times: Times): SQL | undefined {
	const own = ownSince(actorId, times);
	switch (view) {
		case 'open':
			return and(own, open());
		case 'overdue':
			return and(own, open(), late(times.now));
		case 'today':
			return and(own, open(), dueToday(times));
		case 'drafts':
			return and(own, open(), isNotNull(reviewDrafts.id));
		case 'done':
			return and(own, doneToday(times));
		case 'replaced':
			return and(eq(replacements.replacedBy, actorId), gte(replacements.at, times.monthStart));
	}
}
