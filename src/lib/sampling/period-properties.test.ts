import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDay, dayStart } from '#lib/shared/calendar.ts';
import {
	drawInstant,
	effectiveFrom,
	nextPeriod,
	periodOf,
	runningPeriod,
	type Period
} from './period.ts';
import type { Recurrence } from './plan.ts';

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns'] as const;
const recurrences = fc.oneof(
	fc.constant<Recurrence>({ every: 'day' }),
	fc.integer({ min: 1, max: 7 }).map((weekday): Recurrence => ({ every: 'week', weekday })),
	fc.integer({ min: 1, max: 28 }).map((day): Recurrence => ({ every: 'month', day }))
);
const zone = fc.constantFrom(...zones);
/** Three years with 29 February, two New Years, both changes of the clock and week 53 of 2026. */
const instants = fc.date({
	min: new Date('2026-03-01T00:00:00Z'),
	max: new Date('2029-03-01T00:00:00Z'),
	noInvalidDate: true
});

describe('periods, at any instant of three years', () => {
	it('are one for each: the period holds the instant, its neighbours do not', () => {
		fc.assert(
			fc.property(recurrences, zone, instants, (recurrence, zone, now) => {
				const running = runningPeriod(recurrence, now, zone);
				const begins = (one: Period) => dayStart(one.first, zone);
				const ends = (one: Period) => dayStart(addDays(one.last, 1), zone);
				const before = periodOf(recurrence, addDays(running.first, -1));
				const after = nextPeriod(recurrence, running);
				expect(begins(running) <= now && now < ends(running)).toBe(true);
				expect(ends(before)).toEqual(begins(running));
				expect(ends(running)).toEqual(begins(after));
			}),
			{ numRuns: 1000 }
		);
	});

	it('are the same from each of their days', () => {
		fc.assert(
			fc.property(recurrences, instants, (recurrence, now) => {
				const running = runningPeriod(recurrence, now, 'Asia/Shanghai');
				for (let day = running.first; day <= running.last; day = addDays(day, 1))
					expect(periodOf(recurrence, day)).toEqual(running);
			})
		);
	});

	it('are drawn after they are over, in their order', () => {
		const time = fc.record({
			hour: fc.integer({ min: 0, max: 23 }),
			minute: fc.integer({ min: 0, max: 59 })
		});
		fc.assert(
			fc.property(recurrences, zone, instants, time, (recurrence, zone, now, drawAt) => {
				const running = runningPeriod(recurrence, now, zone);
				const rule = { recurrence, drawAt };
				const drawn = drawInstant(rule, running, zone);
				expect(drawn >= dayStart(addDays(running.last, 1), zone)).toBe(true);
				expect(drawn < drawInstant(rule, nextPeriod(recurrence, running), zone)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('change from the next one on, never in the running one', () => {
		fc.assert(
			fc.property(recurrences, zone, instants, (recurrence, zone, now) => {
				const from = effectiveFrom(recurrence, now, zone);
				const today = businessDay(now, zone);
				expect(from > today).toBe(true);
				expect(from).toBe(addDays(periodOf(recurrence, today).last, 1));
				expect(periodOf(recurrence, from).first).toBe(from);
			})
		);
	});
});
