/**
 * Which days are worked: Monday to Friday, but for public holidays and make-up working days
 * (调休) that the calendar names.
 *
 * Pure. Days are business days YYYYMMDD of the centre's zone.
 */
import { addDays, weekday, type BusinessDay } from '#lib/shared/calendar.ts';

export const dayKinds = ['holiday', 'working'] as const;
export type DayKind = (typeof dayKinds)[number];

/** The named days; any other is what its weekday says. */
export type WorkingCalendar = ReadonlyMap<BusinessDay, DayKind>;

export function isWorkingDay(calendar: WorkingCalendar, day: BusinessDay): boolean {
	const named = calendar.get(day);
	return named ? named === 'working' : weekday(day) <= 5;
}

/** Longest run of days without work that is searched: a calendar that names more is refused at import. */
const LONGEST_REST_DAYS = 366;

/**
 * The working day that lies `days` working days after `day`. 0: `day` itself when it is worked,
 * else the first that is. Throws RangeError when no day is worked for a year.
 */
export function addWorkingDays(
	calendar: WorkingCalendar,
	day: BusinessDay,
	days: number
): BusinessDay {
	let at = firstWorkingDay(calendar, day);
	// From a day off, the first working day after it is already the first of the count.
	let left = at === day ? days : Math.max(0, days - 1);
	while (left > 0) {
		at = firstWorkingDay(calendar, addDays(at, 1));
		left -= 1;
	}
	return at;
}

function firstWorkingDay(calendar: WorkingCalendar, from: BusinessDay): BusinessDay {
	let at = from;
	for (let rest = 0; rest <= LONGEST_REST_DAYS; rest++) {
		if (isWorkingDay(calendar, at)) return at;
		at = addDays(at, 1);
	}
	throw new RangeError('no working day within a year');
}
