/**
 * The periods of a plan: a business day, the seven days that begin on a weekday, or a calendar month, in
 * the centre's zone. A period is named by its first day. It is drawn on the day after its last
 * one, at the plan's time of day (a time that daylight saving skips is moved forward, a repeated
 * one is its first), and never before it is over.
 */
import {
	addDays,
	atTime,
	businessDay,
	daysOfMonth,
	monthOfDay,
	weekday,
	type BusinessDay
} from '#lib/shared/calendar.ts';
import type { Recurrence, TimeOfDay } from './plan.ts';

export interface Period {
	first: BusinessDay;
	/** The last day itself included. */
	last: BusinessDay;
}

/** The period that `day` lies in. */
export function periodOf(recurrence: Recurrence, day: BusinessDay): Period {
	switch (recurrence.every) {
		case 'day':
			return { first: day, last: day };
		case 'week': {
			const first = addDays(day, -((weekday(day) - recurrence.weekday + 7) % 7));
			return { first, last: addDays(first, 6) };
		}
		case 'month':
			return daysOfMonth(monthOfDay(day));
	}
}

/** The period after `period`. */
export const nextPeriod = (recurrence: Recurrence, { last }: Period): Period =>
	periodOf(recurrence, addDays(last, 1));

/** The instant at which `period` is drawn. A month is drawn on its day of the month after. */
export function drawInstant(
	{ recurrence, drawAt }: { recurrence: Recurrence; drawAt: TimeOfDay },
	{ last }: Period,
	zone: string
): Date {
	const after = addDays(last, recurrence.every === 'month' ? recurrence.day : 1);
	return atTime(after, drawAt.hour, drawAt.minute, zone);
}

/** The period that is running at `now`: that of today. */
export const runningPeriod = (recurrence: Recurrence, now: Date, zone: string): Period =>
	periodOf(recurrence, businessDay(now, zone));

/** First day from which a change made at `now` holds: that of the period after the running one. */
export const effectiveFrom = (recurrence: Recurrence, now: Date, zone: string): BusinessDay =>
	nextPeriod(recurrence, runningPeriod(recurrence, now, zone)).first;
