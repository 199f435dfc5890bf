/**
 * Windows in working days: how long a review may be disputed, a ruling contested, a dispute wait for
 * its ruling, a review wait for its agent.
 *
 * A window that opens at 14:20 closes at 14:20 of the n-th working day after it; a day off on which
 * it opens does not count. The closing instant itself is too late.
 */
import { addWorkingDays, type WorkingCalendar } from '#lib/calendar/working-calendar.ts';
import { addDays, businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';

export interface DisputeSettings {
	/** To dispute a review from its release, and a ruling from its day. */
	windowDays: number;
	/** To rule on a dispute from its raising. */
	rulingDays: number;
	/** To acknowledge a review from its release; then it lapses. */
	lapseDays: number;
}

export const standardDisputeSettings: DisputeSettings = {
	windowDays: 3,
	rulingDays: 3,
	lapseDays: 5
};

/** Longest window that may be set, working days. */
export const LONGEST_WINDOW = 60;

/** When a window of `days` working days that opened at `from` closes, by the clocks of `zone`. */
export function closingInstant(
	calendar: WorkingCalendar,
	{ from, days, zone }: { from: Date; days: number; zone: string }
): Date {
	const opened = businessDay(from, zone);
	const closing = dayStart(addWorkingDays(calendar, opened, days), zone);
	const sinceMidnight = from.getTime() - dayStart(opened, zone).getTime();
	return new Date(closing.getTime() + sinceMidnight);
}

/** The days of which the calendar must be known to count `days` working days from `from`: holidays may double them. */
export function daysToKnow(
	from: Date,
	days: number,
	zone: string
): { from: BusinessDay; to: BusinessDay } {
	const opened = businessDay(from, zone);
	return { from: opened, to: addDays(opened, days * 2 + 400) };
}
