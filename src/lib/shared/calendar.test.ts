import { describe, expect, it } from 'vitest';
import * as calendar from './calendar.ts';

const local = (text: string) => {
	const [year, month, day, hour, minute, second] = text.split(/\D/).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number
	];
	return { year, month, day, hour, minute, second };
};

describe('instantOf', () => {
	it('reads a wall clock in the centre’s zone', () => {
		expect(calendar.instantOf(local('2026-11-21 08:00:00'), 'Asia/Shanghai')).toEqual({
			kind: 'exact',
			at: new Date('2026-11-21T00:00:00Z')
		});
	});
	it('gives both instants of a repeated hour', () => {
		expect(calendar.instantOf(local('2024-11-03 01:30:00'), 'America/Chicago')).toEqual({
			kind: 'ambiguous',
			candidates: [new Date('2024-11-03T06:30:00Z'), new Date('2024-11-03T07:30:00Z')]
		});
	});
	it('names a time that never was', () => {
		expect(calendar.instantOf(local('2024-03-10 02:30:00'), 'America/Chicago').kind).toBe(
			'nonexistent'
		);
	});
	it('refuses 31 February', () => {
		expect(calendar.instantOf(local('2024-02-31 10:00:00'), 'UTC').kind).toBe('invalid');
	});
});

describe('business days', () => {
	it('turns at midnight of the zone, not of UTC', () => {
		const at = new Date('2026-11-20T16:00:00Z');
		expect(calendar.businessDay(at, 'Asia/Shanghai')).toBe(20261121);
		expect(calendar.businessDay(new Date(at.getTime() - 1), 'Asia/Shanghai')).toBe(20261120);
	});
	it.each([
		[20240228, 1, 20240229],
		[20240301, -1, 20240229],
		[20261231, 1, 20270101]
	])('%i plus %i days is %i', (day, days, expected) => {
		expect(calendar.addDays(day, days)).toBe(expected);
	});
	it('knows the month’s days, weekdays and texts', () => {
		expect(calendar.daysOfMonth(202402)).toEqual({ first: 20240201, last: 20240229 });
		expect(calendar.weekday(20261121)).toBe(6);
		expect(calendar.dayText(20260105)).toBe('2026-01-05');
		expect(calendar.monthText(202601)).toBe('2026-01');
	});
	it('parses only real days and months', () => {
		expect(calendar.parseDay('2026-11-21')).toBe(20261121);
		expect(calendar.parseDay('2026-02-30')).toBeUndefined();
		expect(calendar.parseDay('21.11.2026')).toBeUndefined();
		expect(calendar.parseMonth('2026-11')).toBe(202611);
		expect(calendar.parseMonth('2026-13')).toBeUndefined();
	});
	it('puts a wall-clock hour on a day with a clock change', () => {
		expect(calendar.atTime(20240310, 2, 30, 'America/Chicago')).toEqual(
			new Date('2024-03-10T08:30:00Z')
		);
		expect(calendar.dayStart(20261121, 'Asia/Shanghai')).toEqual(new Date('2026-11-20T16:00:00Z'));
		expect(calendar.offsetMinutes(new Date('2026-07-01T00:00:00Z'), 'Asia/Kolkata')).toBe(330);
	});
});
