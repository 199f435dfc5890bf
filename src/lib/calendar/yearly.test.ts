import { describe, expect, it } from 'vitest';
import { reachAround, type Entry } from './entry.ts';
import { readIcs } from './ics.ts';

const reach = reachAround(20261122);
const calendarOf = (events: string[]) =>
	`BEGIN:VCALENDAR\n${events.map((lines) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR\n`;

function readEvents(events: string[]) {
	const entries = readIcs(calendarOf(events), { reach, zone: 'Asia/Shanghai', as: undefined });
	if (!entries.ok) throw new Error(entries.refusal);
	return entries.value;
}
/** `holiday 国庆节 20261001-20261007` or `held unclear`. */
const told = (entry: Entry | undefined) =>
	entry?.state === 'taken'
		? `${entry.kind} ${entry.name} ${[...new Set([entry.days[0], entry.days.at(-1)])].join('-')}`
		: `${entry?.state} ${entry?.reason}`;

describe('recurrence', () => {
	const years = (lines: string) => {
		const [entry] = readEvents([`SUMMARY:放假\n${lines}`]);
		return entry?.state === 'taken' ? entry.days : entry?.reason;
	};
	it('goes from two years back to ten years ahead', () => {
		const days = years('DTSTART;VALUE=DATE:19491001\nRRULE:FREQ=YEARLY');
		expect(days).toEqual(Array.from({ length: 13 }, (_, n) => (2024 + n) * 10_000 + 1001));
	});
	it.each([
		[
			'COUNT, from DTSTART',
			'DTSTART;VALUE=DATE:20251001\nRRULE:FREQ=YEARLY;COUNT=3',
			[20251001, 20261001, 20271001]
		],
		[
			'UNTIL, included',
			'DTSTART;VALUE=DATE:20251001\nRRULE:FREQ=YEARLY;UNTIL=20261001',
			[20251001, 20261001]
		],
		[
			'INTERVAL',
			'DTSTART;VALUE=DATE:20261001\nRRULE:FREQ=YEARLY;INTERVAL=4',
			[20261001, 20301001, 20341001]
		],
		[
			'29 February',
			'DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY',
			[20240229, 20280229, 20320229, 20360229]
		],
		[
			'EXDATE',
			'DTSTART;VALUE=DATE:20351001\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20361001',
			[20351001]
		],
		[
			'RDATE',
			'DTSTART;VALUE=DATE:20261001\nRDATE;VALUE=DATE:20270917,20281003',
			[20261001, 20270917, 20281003]
		],
		[
			'the fourth Thursday',
			'DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2',
			[20261126, 20271125]
		],
		[
			'the last Monday',
			'DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3',
			[20260525, 20270531, 20280529]
		],
		[
			'the last day of February',
			'DTSTART;VALUE=DATE:20270228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=2',
			[20270228, 20280229]
		],
		[
			'a day that never comes',
			'DTSTART;VALUE=DATE:20260228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
			[20260228]
		]
	])('%s', (_what, lines, expected) => {
		expect(years(lines)).toEqual(expected);
	});
	it.each([
		'FREQ=WEEKLY',
		'FREQ=SECONDLY',
		'FREQ=YEARLY;BYSETPOS=1;BYMONTH=1;BYDAY=MO',
		'FREQ=YEARLY;BYDAY=20MO',
		'FREQ=YEARLY;BYEASTER=1'
	])('%s is held', (rule) => {
		expect(years(`DTSTART;VALUE=DATE:20261001\nRRULE:${rule}`)).toMatch(/unsupported|unreadable/);
	});
	it('leaves occurrences to the events that replace them', () => {
		const master = 'UID:m\nSUMMARY:放假\nDTSTART;VALUE=DATE:20341001\nRRULE:FREQ=YEARLY';
		const moved =
			'UID:m\nSUMMARY:放假\nRECURRENCE-ID;VALUE=DATE:20351001\nDTSTART;VALUE=DATE:20351003';
		const cancelled =
			'UID:m\nSTATUS:CANCELLED\nRECURRENCE-ID;VALUE=DATE:20361001\nDTSTART;VALUE=DATE:20361001';
		expect(readEvents([master, moved, cancelled]).map(told)).toEqual([
			'holiday 放假 20341001',
			'holiday 放假 20351003',
			'skipped cancelled'
		]);
	});
	it('of several days covers each of them', () => {
		const days = years('DTSTART;VALUE=DATE:20350201\nDTEND;VALUE=DATE:20350204\nRRULE:FREQ=YEARLY');
		expect(days).toEqual([20350201, 20350202, 20350203, 20360201, 20360202, 20360203]);
	});
});
