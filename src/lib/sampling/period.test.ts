import { describe, expect, it } from 'vitest';
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { drawInstant, effectiveFrom, nextPeriod, periodOf, type Period } from './period.ts';
import type { Recurrence } from './plan.ts';

const daily: Recurrence = { every: 'day' };
const weekly: Recurrence = { every: 'week', weekday: 1 };
const monthly: Recurrence = { every: 'month', day: 1 };
const period = (first: BusinessDay, last: BusinessDay): Period => ({ first, last });

describe('periodOf', () => {
	it.each([
		['29 February', daily, 20280229, 20280229, 20280229],
		['the week of 29 February', weekly, 20280229, 20280228, 20280305],
		['the week over 28 February of a common year', weekly, 20270228, 20270222, 20270228],
		['February of a leap year', monthly, 20280229, 20280201, 20280229],
		['February of a common year', monthly, 20270201, 20270201, 20270228],
		['2000 was a leap year', monthly, 20000215, 20000201, 20000229],
		['2100 is none', monthly, 21000215, 21000201, 21000228],
		['New Year in 2026-W53', weekly, 20270101, 20261228, 20270103],
		['the last day of 2026-W53', weekly, 20270103, 20261228, 20270103],
		['2027-W01', weekly, 20270104, 20270104, 20270110],
		['2020-W53', weekly, 20201231, 20201228, 20210103],
		['2020-W53 from the other year', weekly, 20210102, 20201228, 20210103],
		['weeks that begin on Sunday', { every: 'week', weekday: 7 }, 20270102, 20261227, 20270102],
		['weeks that begin on Saturday', { every: 'week', weekday: 6 }, 20270101, 20261226, 20270101],
		['December', monthly, 20261231, 20261201, 20261231]
	] satisfies [string, Recurrence, number, number, number][])(
		'of %s',
		(_what, recurrence, day, first, last) => {
			expect(periodOf(recurrence, day)).toEqual(period(first, last));
		}
	);
});

describe('drawInstant', () => {
	const at = (
		recurrence: Recurrence,
		drawn: Period,
		{ zone, hour = 6, minute = 0 }: { zone: string; hour?: number; minute?: number }
	) => drawInstant({ recurrence, drawAt: { hour, minute } }, drawn, zone).toISOString();

	it.each([
		['a day in China', daily, period(20261120, 20261120), 'Asia/Shanghai', '2026-11-20T22:00'],
		[
			'28 February of a leap year',
			daily,
			period(20280228, 20280228),
			'Asia/Shanghai',
			'2028-02-28T22:00'
		],
		['29 February', daily, period(20280229, 20280229), 'Asia/Shanghai', '2028-02-29T22:00'],
		['New Year’s Eve', daily, period(20261231, 20261231), 'Europe/Berlin', '2027-01-01T05:00'],
		['2026-W53', weekly, period(20261228, 20270103), 'Asia/Shanghai', '2027-01-03T22:00'],
		['2020-W53', weekly, period(20201228, 20210103), 'Europe/Berlin', '2021-01-04T05:00'],
		['December', monthly, period(20261201, 20261231), 'America/St_Johns', '2027-01-01T09:30'],
		[
			'a month, drawn on its 5th',
			{ every: 'month', day: 5 },
			period(20280201, 20280229),
			'Asia/Shanghai',
			'2028-03-04T22:00'
		]
	] satisfies [string, Recurrence, Period, string, string][])(
		'of %s',
		(_what, recurrence, drawn, zone, expected) => {
			expect(at(recurrence, drawn, { zone })).toBe(`${expected}:00.000Z`);
		}
	);

	it.each([
		// 29 March 2026: 02:30 does not exist, it becomes 03:30 summer time.
		['Europe/Berlin', 20260328, '2026-03-29T01:30'],
		// 25 October 2026: 02:30 comes twice, the first is summer time.
		['Europe/Berlin', 20261024, '2026-10-25T00:30'],
		['America/St_Johns', 20260307, '2026-03-08T06:00'],
		['America/St_Johns', 20261031, '2026-11-01T06:00'],
		['Asia/Shanghai', 20260328, '2026-03-28T18:30']
	])('at 02:30 in %s on the day after %i', (zone, day, expected) => {
		expect(at(daily, period(day, day), { zone, hour: 2, minute: 30 })).toBe(`${expected}:00.000Z`);
	});

	it('takes the first of a repeated hour in Newfoundland', () => {
		const drawn = { zone: 'America/St_Johns', hour: 1, minute: 30 };
		expect(at(daily, period(20261031, 20261031), drawn)).toBe('2026-11-01T04:00:00.000Z');
	});
});

describe('the days of three years', () => {
	it.each([daily, weekly, { every: 'week', weekday: 4 }, monthly] satisfies Recurrence[])(
		'are tiled by the periods of %j without gap or overlap',
		(recurrence) => {
			let running = periodOf(recurrence, 20260301);
			let days = 0;
			let expected = running.first;
			while (running.last < 20290301) {
				expect(running.first).toBe(expected);
				for (let day = running.first; day <= running.last; day = addDays(day, 1)) days += 1;
				expected = addDays(running.last, 1);
				running = nextPeriod(recurrence, running);
			}
			expect(days).toBeGreaterThan(3 * 365 - 31);
		}
	);
});

describe('effectiveFrom', () => {
	it.each([
		['Asia/Shanghai', '2026-12-31T15:59:59Z', daily, 20270101],
		['Asia/Shanghai', '2026-12-31T16:00:00Z', daily, 20270102],
		['Asia/Shanghai', '2027-01-01T00:00:00Z', weekly, 20270104],
		['Europe/Berlin', '2028-02-28T23:00:00Z', daily, 20280301],
		['Europe/Berlin', '2028-02-29T22:59:59Z', monthly, 20280301],
		['America/St_Johns', '2027-01-01T03:29:59Z', monthly, 20270101],
		['America/St_Johns', '2027-01-01T03:30:00Z', monthly, 20270201]
	] satisfies [string, string, Recurrence, number][])(
		'in %s at %s',
		(zone, now, recurrence, expected) => {
			expect(effectiveFrom(recurrence, new Date(now), zone)).toBe(expected);
		}
	);
});
