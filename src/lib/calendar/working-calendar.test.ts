import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekday, type BusinessDay } from '#lib/shared/calendar.ts';
import {
	addWorkingDays,
	endlessRestFrom,
	isWorkingDay,
	type DayKind,
	type WorkingCalendar
} from './working-calendar.ts';

const days = (kind: DayKind, first: BusinessDay, count: number): [BusinessDay, DayKind][] =>
	Array.from({ length: count }, (_, n) => [addDays(first, n), kind]);

/** Autumn 2026: Mid-Autumn, National Day with its make-up days, and New Year. */
const autumn: WorkingCalendar = new Map([
	...days('holiday', 20260925, 3),
	...days('holiday', 20261001, 7),
	...days('working', 20260920, 1),
	...days('working', 20261010, 1),
	...days('holiday', 20270101, 3)
]);
const weekends: WorkingCalendar = new Map();

describe('addWorkingDays', () => {
	it.each([
		['Friday, 1', weekends, 20261120, 1, 20261123],
		['Friday, 0', weekends, 20261120, 0, 20261120],
		['Saturday, 0: the first day that is worked', weekends, 20261121, 0, 20261123],
		['Saturday, 1: the first working day after it', weekends, 20261121, 1, 20261123],
		['Sunday, 2', weekends, 20261122, 2, 20261124],
		['Friday before a make-up Sunday', autumn, 20260918, 1, 20260920],
		['a make-up Sunday itself', autumn, 20260920, 0, 20260920],
		['into National Day', autumn, 20260930, 1, 20261008],
		['a make-up Saturday counts', autumn, 20261008, 2, 20261010],
		['from inside the holiday', autumn, 20261003, 3, 20261010],
		['across New Year', autumn, 20261231, 1, 20270104],
		['across New Year, three days', autumn, 20261230, 3, 20270105],
		['over 29 February', weekends, 20280228, 1, 20280229],
		['past 28 February', weekends, 20270226, 1, 20270301]
	])('of %s', (_what, calendar, day, count, expected) => {
		expect(addWorkingDays(calendar, day, count)).toBe(expected);
	});

	it.each([-1, 0.5, NaN])('refuses %s days', (count) => {
		expect(() => addWorkingDays(weekends, 20261120, count)).toThrow(RangeError);
	});

	it('does not search for ever', () => {
		const never = new Map(days('holiday', 20260101, 800));
		expect(() => addWorkingDays(never, 20260101, 1)).toThrow('no working day within a year');
	});
});

const day = fc.integer({ min: 0, max: 1200 }).map((n) => addDays(20251001, n));
const calendars = fc
	.array(fc.tuple(day, fc.constantFrom<DayKind>('holiday', 'working')), { maxLength: 120 })
	.map((named): WorkingCalendar => new Map(named));
const count = fc.integer({ min: 0, max: 25 });

describe('addWorkingDays, whatever the calendar', () => {
	it('ends on a working day, never before it began', () => {
		fc.assert(
			fc.property(calendars, day, count, (calendar, from, n) => {
				const to = addWorkingDays(calendar, from, n);
				expect(isWorkingDay(calendar, to)).toBe(true);
				expect(to).toBeGreaterThanOrEqual(from);
			})
		);
	});
	it('has exactly that many working days after the beginning', () => {
		fc.assert(
			fc.property(calendars, day, count.filter(Boolean), (calendar, from, n) => {
				const to = addWorkingDays(calendar, from, n);
				let counted = 0;
				for (let at = addDays(from, 1); at <= to; at = addDays(at, 1))
					if (isWorkingDay(calendar, at)) counted += 1;
				expect(counted).toBe(n);
			})
		);
	});
	it('goes n times one day as far as once n days, from a working day', () => {
		fc.assert(
			fc.property(calendars, day, count, (calendar, any, n) => {
				const from = addWorkingDays(calendar, any, 0);
				let at = from;
				for (let step = 0; step < n; step++) at = addWorkingDays(calendar, at, 1);
				expect(at).toBe(addWorkingDays(calendar, from, n));
			})
		);
	});
	it('is monotone in the day and in the count', () => {
		fc.assert(
			fc.property(calendars, day, day, count, (calendar, a, b, n) => {
				const [early, late] = a < b ? [a, b] : [b, a];
				expect(addWorkingDays(calendar, early, n)).toBeLessThanOrEqual(
					addWorkingDays(calendar, late, n)
				);
				expect(addWorkingDays(calendar, a, n)).toBeLessThanOrEqual(
					addWorkingDays(calendar, a, n + 1)
				);
			})
		);
	});
});

describe('endlessRestFrom', () => {
	const year = (count: number) => new Map(days('holiday', 20270101, count));

	it('finds a year without work, its beginning over the weekend before included', () => {
		expect(endlessRestFrom(year(365))).toBe(20270101);
		expect(weekday(20270103)).toBe(7);
		expect(endlessRestFrom(new Map(days('holiday', 20270104, 363)))).toBe(20270102);
	});
	it('lets 364 days pass', () => {
		expect(endlessRestFrom(year(364))).toBeUndefined();
		expect(endlessRestFrom(autumn)).toBeUndefined();
		expect(endlessRestFrom(weekends)).toBeUndefined();
	});
	it('is ended by one make-up day in the middle', () => {
		const worked = year(365).set(20270605, 'working');
		expect(endlessRestFrom(worked)).toBeUndefined();
	});
});
