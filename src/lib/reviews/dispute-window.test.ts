import { describe, expect, it } from 'vitest';
import type { DayKind } from '#lib/calendar/working-calendar.ts';
import { closingInstant } from './dispute-window.ts';

const zone = 'Asia/Shanghai';
const plain = new Map<number, DayKind>();
/** The National Day week of 2026 with a make-up Saturday after it. */
const october = new Map<number, DayKind>([
	...[1, 2, 3, 4, 5, 6, 7].map((day): [number, DayKind] => [20_261_000 + day, 'holiday']),
	[20_261_010, 'working']
]);

describe('closingInstant', () => {
	it.each([
		['within a week', plain, '2026-03-02T09:00:00Z', 3, '2026-03-05T09:00:00Z'],
		['over a weekend', plain, '2026-03-05T09:00:00Z', 3, '2026-03-10T09:00:00Z'],
		['opened on a Sunday', plain, '2026-03-01T09:00:00Z', 3, '2026-03-04T09:00:00Z'],
		['by the day of the zone', plain, '2026-03-01T16:30:00Z', 1, '2026-03-02T16:30:00Z'],
		['over a holiday', october, '2026-09-30T01:15:00Z', 3, '2026-10-10T01:15:00Z'],
		['opened in a holiday', october, '2026-10-03T01:15:00Z', 1, '2026-10-08T01:15:00Z'],
		['of one day', october, '2026-10-09T01:15:00Z', 1, '2026-10-10T01:15:00Z']
	])('%s', (_, calendar, from, days, closes) => {
		expect(closingInstant(calendar, { from: new Date(from), days, zone })).toEqual(
			new Date(closes)
		);
	});

	it('keeps the hours since midnight where clocks change', () => {
		const from = new Date('2026-03-27T12:00:00Z');
		expect(closingInstant(plain, { from, days: 1, zone: 'Europe/Berlin' })).toEqual(
			new Date('2026-03-30T11:00:00Z')
		);
	});
});
