/** When drawn calls must have been checked. Pure. */
import { addWorkingDays, type WorkingCalendar } from '#lib/calendar/working-calendar.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { addDays, atTime, businessDay } from '#lib/shared/calendar.ts';

const HOUR_MS = 3_600_000;

/**
 * The due time of what is drawn at `drawnAt`. Where the plan's time of day has passed already (a late
 * draw due the same day), it is that time of the next working day: nothing is drawn overdue.
 */
export function dueInstant(
	{ due }: Pick<PlanRule, 'due'>,
	drawnAt: Date,
	calendar: WorkingCalendar,
	zone: string
): Date {
	if (due.in === 'hours') return new Date(drawnAt.getTime() + due.hours * HOUR_MS);
	const { hour, minute } = due.at;
	const today = businessDay(drawnAt, zone);
	const day = addWorkingDays(calendar, today, due.days);
	const at = atTime(day, hour, minute, zone);
	if (at > drawnAt) return at;
	return atTime(addWorkingDays(calendar, addDays(day, 1), 0), hour, minute, zone);
}
