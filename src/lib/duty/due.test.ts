import { describe, expect, it } from 'vitest';
import type { WorkingCalendar } from '#lib/calendar/working-calendar.ts';
import type { DueRule } from '#lib/sampling/plan.ts';
import { dueInstant } from './due.ts';

const noon = { hour: 12, minute: 0 };
const days = (n: number, at = noon): DueRule => ({ in: 'working-days', days: n, at });
const none: WorkingCalendar = new Map();

describe('dueInstant', () => {
	it.each<[string, DueRule, string, string]>([
		['hours after the draw', { in: 'hours', hours: 24 }, '2026-11-20T22:00Z', '2026-11-21T22:00Z'],
		['the next working day', days(1), '2026-11-18T22:00Z', '2026-11-20T04:00Z'],
		['Monday, drawn on Friday', days(1), '2026-11-19T22:00Z', '2026-11-23T04:00Z'],
		['Monday, drawn on Saturday', days(1), '2026-11-20T22:00Z', '2026-11-23T04:00Z'],
		['the same day', days(0), '2026-11-19T22:00Z', '2026-11-20T04:00Z'],
		['the first working day, drawn on Sunday', days(0), '2026-11-21T22:00Z', '2026-11-23T04:00Z'],
		[
			'the next working day, drawn at that very time',
			days(0),
			'2026-11-20T04:00Z',
			'2026-11-23T04:00Z'
		]
	])('is %s', (_, due, drawnAt, expected) => {
		expect(dueInstant({ due }, new Date(drawnAt), none, 'Asia/Shanghai')).toEqual(
			new Date(expected)
		);
	});

	it('passes over a holiday and stops at a make-up working day', () => {
		const calendar: WorkingCalendar = new Map([
			[20_261_120, 'holiday'],
			[20_261_121, 'working']
		]);
		const at = new Date('2026-11-18T22:00:00Z');
		expect(dueInstant({ due: days(1) }, at, calendar, 'Asia/Shanghai')).toEqual(
			new Date('2026-11-21T04:00:00Z')
		);
	});

	it('is a time of day also where the clocks change in between', () => {
		const at = new Date('2026-10-24T04:00:00Z');
		expect(dueInstant({ due: days(1) }, at, none, 'Europe/Berlin')).toEqual(
			new Date('2026-10-26T11:00:00Z')
		);
	});
});
