/** Yearly recurrence: the days of a rule inside the calendar's reach, a bounded amount of work whatever it says. */
import { daysOfMonth, weekday, type BusinessDay } from '../shared/calendar.ts';
import type { Reach } from './entry.ts';

/** RRULE as ical.js gives it in jCal. */
export type RecurRule = Record<string, unknown>;

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const understood = ['freq', 'interval', 'count', 'until', 'wkst', 'bymonth', 'bymonthday', 'byday'];
/** Before it the calendar was another one. */
const FIRST_YEAR = 1900;

interface Pattern {
	months: number[];
	monthDays: number[];
	weekdays: { nth: number; weekday: number }[];
}

/**
 * First days of the occurrences from `start` on that begin in `reach`; `start` is always the first,
 * and counts for COUNT. `until` is the last day allowed. undefined when the rule is not yearly or
 * says more than months, days of the month and weekdays of a month. 29 February is skipped in
 * years without one.
 */
export function yearlyDays(
	rule: RecurRule,
	start: BusinessDay,
	{ reach, until }: { reach: Reach; until: BusinessDay | undefined }
): BusinessDay[] | undefined {
	const pattern = patternOf(rule, start);
	const interval = Number(rule.interval ?? 1);
	const firstYear = Math.floor(start / 10_000);
	if (!pattern || !Number.isInteger(interval) || interval < 1 || firstYear < FIRST_YEAR)
		return undefined;
	const last = Math.min(reach.to, until ?? reach.to);
	let left = rule.count === undefined ? Infinity : Number(rule.count);
	const days: BusinessDay[] = [];
	// Without a count nothing before the reach matters.
	const behind = Math.floor(reach.from / 10_000) - firstYear;
	const skipped = rule.count === undefined ? Math.max(0, Math.floor(behind / interval)) : 0;
	for (
		let year = firstYear + skipped * interval;
		year * 10_000 < last && left > 0;
		year += interval
	) {
		const later = year === firstYear ? [start] : [];
		for (const month of pattern.months)
			later.push(...daysIn(year * 100 + month, pattern).filter((day) => day > start));
		for (const day of later) {
			if (day > last || left-- <= 0) break;
			if (day >= reach.from) days.push(day);
		}
	}
	return days;
}

function patternOf(rule: RecurRule, start: BusinessDay): Pattern | undefined {
	if (rule.freq !== 'YEARLY' || Object.keys(rule).some((key) => !understood.includes(key)))
		return undefined;
	const weekdays = listOf(rule.byday).map((text) => {
		const [, nth, code] = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(text)) ?? [];
		return { nth: Number(nth ?? 0), weekday: codes.indexOf(code ?? '') + 1 };
	});
	const monthDays = listOf(rule.bymonthday).map(Number);
	const named = listOf(rule.bymonth)
		.map(Number)
		.toSorted((a, b) => a - b);
	if (weekdays.some((one) => one.weekday === 0)) return undefined;
	// Days of the week in the whole year, and of the month in every month, name no holiday.
	if (named.length === 0 && weekdays.length + monthDays.length > 0) return undefined;
	if (named.some((month) => !(month >= 1 && month <= 12))) return undefined;
	return {
		months: named.length > 0 ? named : [Math.floor(start / 100) % 100],
		monthDays: weekdays.length + monthDays.length > 0 ? monthDays : [start % 100],
		weekdays
	};
}

const listOf = (value: unknown): unknown[] =>
	value === undefined ? [] : Array.isArray(value) ? value : [value];

function daysIn(month: number, { monthDays, weekdays }: Pattern): BusinessDay[] {
	const { first, last } = daysOfMonth(month);
	const length = last - first + 1;
	return Array.from({ length }, (_, n) => first + n).filter((day, n) => {
		const nth = Math.floor(n / 7) + 1;
		const fromEnd = -Math.floor((length - 1 - n) / 7) - 1;
		const onDay =
			monthDays.length === 0 || monthDays.includes(n + 1) || monthDays.includes(n - length);
		const onWeekday =
			weekdays.length === 0 ||
			weekdays.some((one) => one.weekday === weekday(day) && [0, nth, fromEnd].includes(one.nth));
		return onDay && onWeekday;
	});
}
