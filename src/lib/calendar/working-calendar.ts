/**
 * Which days are worked: Monday to Friday, but for public holidays and make-up working days
 * (调休) that the calendar names.
 *
 * Pure. Days are business days YYYYMMDD of the centre's zone.
 */
import { addDays, weekday, type BusinessDay } from '../shared/calendar.ts';

export const dayKinds = ['holiday', 'working'] as const;
export type DayKind = (typeof dayKinds)[number];

/** The named days; any other is what its weekday says. */
export type WorkingCalendar = ReadonlyMap<BusinessDay, DayKind>;

export function isWorkingDay(calendar: WorkingCalendar, day: BusinessDay): boolean {
	const named = calendar.get(day);
	return named ? named === 'working' : weekday(day) <= 5;
}

/** So many days in a row without work make a calendar useless: refused when it would be saved. */
const REST_LIMIT_DAYS = 365;

/**
 * The working day `days` working days after `day`, that day itself not counted: 1 is the first
 * working day after it, also when `day` is a day off. 0 is `day` itself when it is worked, else the
 * first working day after it. Throws RangeError for a count below 0 or with a fraction, and when
 * no day is worked for a year.
 */
export function addWorkingDays(
	calendar: WorkingCalendar,
	day: BusinessDay,
	days: number
): BusinessDay {
	if (!Number.isInteger(days) || days < 0) throw new RangeError('days: 0, 1, 2, …');
	if (days === 0) return firstWorkingDay(calendar, day);
	let at = day;
	for (let left = days; left > 0; left--) at = firstWorkingDay(calendar, addDays(at, 1));
	return at;
}

function firstWorkingDay(calendar: WorkingCalendar, from: BusinessDay): BusinessDay {
	let at = from;
	for (let rest = 0; rest <= REST_LIMIT_DAYS; rest++) {
		if (isWorkingDay(calendar, at)) return at;
		at = addDays(at, 1);
	}
	throw new RangeError('no working day within a year');
}

/** First day of a run of REST_LIMIT_DAYS or more days without work; undefined when there is none. */
export function endlessRestFrom(calendar: WorkingCalendar): BusinessDay | undefined {
	const holidays = [...calendar].flatMap(([day, kind]) => (kind === 'holiday' ? [day] : []));
	let checked = 0;
	for (const holiday of holidays.toSorted((a, b) => a - b)) {
		if (holiday <= checked) continue;
		// At most a weekend precedes the first holiday of a run.
		let first = holiday;
		while (!isWorkingDay(calendar, addDays(first, -1))) first = addDays(first, -1);
		let length = 0;
		for (checked = first; !isWorkingDay(calendar, checked); checked = addDays(checked, 1))
			if (++length >= REST_LIMIT_DAYS) return first;
	}
	return undefined;
}
