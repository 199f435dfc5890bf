import { describe, expect, it } from 'vitest';
import { reachAround, type Entry } from './entry.ts';
import { readIcs } from './ics.ts';
import type { DayKind } from './working-calendar.ts';

const reach = reachAround(20261122);
const calendarOf = (events: string[]) =>
	`BEGIN:VCALENDAR\n${events.map((lines) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR\n`;

function readEvents(events: string[], as?: DayKind) {
	const entries = readIcs(calendarOf(events), { reach, zone: 'Asia/Shanghai', as });
	if (!entries.ok) throw new Error(entries.refusal);
	return entries.value;
}
/** `holiday 国庆节 20261001-20261007` or `held unclear`. */
const told = (entry: Entry | undefined) =>
	entry?.state === 'taken'
		? `${entry.kind} ${entry.name} ${[...new Set([entry.days[0], entry.days.at(-1)])].join('-')}`
		: `${entry?.state} ${entry?.reason}`;
const tell = (lines: string, as?: DayKind) => told(readEvents([lines], as)[0]);

describe('the words of an event', () => {
	const day = 'DTSTART;VALUE=DATE:20261001';
	it.each([
		['国庆节', 'holiday 国庆节 20261001'],
		['国庆节放假', 'holiday 国庆节 20261001'],
		['国庆节·休', 'holiday 国庆节 20261001'],
		['【班】国庆节', 'working 国庆节 20261001'],
		['国庆节假期补班', 'working 国庆节 20261001'],
		['Christmas Day holiday', 'holiday Christmas Day holiday 20261001'],
		['Bank holiday', 'holiday Bank holiday 20261001'],
		[
			'Make-up day for National Day holiday',
			'working Make-up day for National Day holiday 20261001'
		],
		['调休', 'held unclear'],
		['国庆节（调休）', 'held unclear'],
		['一班团建', 'held unclear'],
		['值班：王芳', 'held unclear'],
		['王芳 年休假', 'held unclear'],
		['Omar on holiday', 'held unclear'],
		['Holiday party', 'held unclear'],
		['国庆节 休 班', 'held both-words'],
		['清明节 不放假', 'held negated'],
		['Not a public holiday', 'held negated'],
		['妇女节 半天假期', 'held part-of-day'],
		['', 'held unclear']
	])('%s: %s', (summary, expected) => {
		expect(tell(`SUMMARY:${summary}\n${day}`)).toBe(expected);
	});

	it('fall back to the categories, unless both are named', () => {
		expect(tell(`SUMMARY:Founders\nCATEGORIES:Public holiday,Company\n${day}`)).toMatch(/^holiday/);
		expect(tell(`SUMMARY:Founders\nCATEGORIES:working\n${day}`)).toMatch(/^working/);
		expect(tell(`SUMMARY:Founders\nCATEGORIES:holiday,working\n${day}`)).toBe('held both-words');
	});

	it('do not matter when a kind is forced', () => {
		expect(tell(`SUMMARY:厂庆\n${day}`, 'holiday')).toBe('holiday 厂庆 20261001');
		expect(tell(`SUMMARY:国庆节 休\n${day}`, 'working')).toBe('working 国庆节 20261001');
	});
});
