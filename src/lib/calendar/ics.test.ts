import { describe, expect, it } from 'vitest';
import { reachAround, type Entry } from './entry.ts';
import { readIcs } from './ics.ts';
import type { DayKind } from './working-calendar.ts';

const reach = reachAround(20261122);

function read(text: string, { zone = 'Asia/Shanghai', as }: { zone?: string; as?: DayKind } = {}) {
	const entries = readIcs(text, { reach, zone, as });
	if (!entries.ok) throw new Error(entries.refusal);
	return entries.value;
}
const calendarOf = (body: string) => `BEGIN:VCALENDAR\nVERSION:2.0\n${body}\nEND:VCALENDAR\n`;
const event = (lines: string) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT`;
const readEvents = (...events: string[]) => read(calendarOf(events.map(event).join('\n')));
/** `holiday 国庆节 20261001-20261007` or `held unclear`. */
const told = (entry: Entry | undefined) =>
	entry?.state === 'taken'
		? `${entry.kind} ${entry.name} ${[...new Set([entry.days[0], entry.days.at(-1)])].join('-')}`
		: `${entry?.state} ${entry?.reason}`;
const tell = (lines: string, options?: Parameters<typeof read>[1]) =>
	told(read(calendarOf(event(lines)), options)[0]);

describe('published calendars', () => {
	it('of the State Council’s arrangement: 休 and 班, several days in one event', () => {
		const text = `BEGIN:VCALENDAR
PRODID:-//holidays//CN
VERSION:2.0
X-WR-CALNAME:放假安排
BEGIN:VEVENT
UID:a1
DTSTART;VALUE=DATE:20261001
DTEND;VALUE=DATE:20261008
SUMMARY:国庆节 休
DESCRIPTION:10 月 1 日至 7 日放假调休\\, 共 7 天。
END:VEVENT
BEGIN:VEVENT
UID:a2
DTSTART;VALUE=DATE:20260920
DTEND;VALUE=DATE:20260921
SUMMARY:国庆节 补班
END:VEVENT
BEGIN:VEVENT
UID:a3
DTSTART;VALUE=DATE:20261010
SUMMARY:国庆节调休上班
END:VEVENT
BEGIN:VEVENT
UID:a4
DTSTART;VALUE=DATE:20270206
SUMMARY:春节假期 第1天/共7天
END:VEVENT
END:VCALENDAR`;
		expect(read(text).map(told)).toEqual([
			'holiday 国庆节 20261001-20261007',
			'working 国庆节 20260920',
			'working 国庆节 20261010',
			'holiday 春节 20270206'
		]);
		expect(read(text).map(({ line }) => line)).toEqual([5, 12, 18, 23]);
	});

	it('of Apple: marked days count, days that are only remembered are held', () => {
		const apple = (lines: string) =>
			`UID:x\n${lines}\nCATEGORIES:节假日\nX-APPLE-UNIVERSAL-ID:u\nTRANSP:TRANSPARENT`;
		const entries = readEvents(
			apple(
				'SUMMARY;LANGUAGE=zh_CN:元旦（休）\nDTSTART;VALUE=DATE:20270101\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY'
			),
			apple(
				'SUMMARY;LANGUAGE=zh_CN:元旦（班）\nDTSTART;VALUE=DATE:20270103\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY'
			),
			apple('SUMMARY;LANGUAGE=zh_CN:情人节\nDTSTART;VALUE=DATE:20270214'),
			apple('SUMMARY;LANGUAGE=zh_CN:腊八节\nDTSTART;VALUE=DATE:20270115')
		);
		expect(entries.map(told)).toEqual([
			'holiday 元旦 20270101',
			'working 元旦 20270103',
			'held unclear',
			'held unclear'
		]);
	});

	it('of Google: public holidays, working days, and observances left out', () => {
		const google = (lines: string) => `UID:${lines.length}@google.com\n${lines}\nSTATUS:CONFIRMED`;
		const entries = readEvents(
			google(
				'SUMMARY:National Day\nDTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261002\nDESCRIPTION:Public holiday'
			),
			google(
				'SUMMARY:National Day Golden Week holiday\nDTSTART;VALUE=DATE:20261002\nDESCRIPTION:Public holiday'
			),
			google(
				'SUMMARY:Special Working Day\nDTSTART;VALUE=DATE:20261010\nDESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Settings'
			),
			google(
				"SUMMARY:Teachers' Day\nDTSTART;VALUE=DATE:20260910\nDESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Settings"
			),
			google('SUMMARY:中秋节\nDTSTART;VALUE=DATE:20260925\nDESCRIPTION:公共假期')
		);
		expect(entries.map(told)).toEqual([
			'holiday National Day 20261001',
			'holiday National Day Golden Week holiday 20261002',
			'working Special Working Day 20261010',
			'skipped observance',
			'holiday 中秋节 20260925'
		]);
	});
});

describe('the days of an event', () => {
	const holiday = (lines: string, options?: Parameters<typeof read>[1]) =>
		tell(`SUMMARY:放假\n${lines}`, options).replace('holiday 放假 ', '');

	it.each([
		['a date is one day', 'DTSTART;VALUE=DATE:20280229', '20280229'],
		['without VALUE=DATE', 'DTSTART:20261001', '20261001'],
		[
			'DTEND is not included',
			'DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270104',
			'20261231-20270103'
		],
		['DTEND like DTSTART', 'DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261001', '20261001'],
		['DURATION', 'DTSTART;VALUE=DATE:20261001\nDURATION:P1W', '20261001-20261007'],
		['floating midnights', 'DTSTART:20261001T000000\nDTEND:20261003T000000', '20261001-20261002'],
		['until 23:59', 'DTSTART:20261001T000000\nDTEND:20261002T235900', '20261001-20261002'],
		['until 23:59:59', 'DTSTART:20261001T000000\nDTEND:20261001T235959', '20261001'],
		[
			'UTC, midnight in China',
			'DTSTART:20260930T160000Z\nDTEND:20261007T160000Z',
			'20261001-20261007'
		],
		['UTC midnight is not', 'DTSTART:20261001T000000Z\nDTEND:20261002T000000Z', 'held part-of-day'],
		['own zone', 'DTSTART;TZID=Asia/Shanghai:20261001T000000\nDURATION:PT24H', '20261001'],
		[
			'a Windows zone',
			'DTSTART;TZID=China Standard Time:20261001T000000\nDTEND;TZID=China Standard Time:20261002T000000',
			'20261001'
		],
		[
			'another zone’s midnight',
			'DTSTART;TZID=Europe/Berlin:20261001T000000\nDURATION:P1D',
			'held part-of-day'
		],
		[
			'an unknown zone',
			'DTSTART;TZID=Middle/Earth:20261001T000000\nDURATION:P1D',
			'held zone-unknown'
		],
		['hours', 'DTSTART:20261001T090000\nDTEND:20261001T180000', 'held part-of-day'],
		['a time without an end', 'DTSTART:20261001T000000', 'held part-of-day'],
		['31 February', 'DTSTART;VALUE=DATE:20260231', 'held date-invalid'],
		['no date', 'LOCATION:x', 'held date-missing'],
		[
			'backwards',
			'DTSTART;VALUE=DATE:20261003\nDTEND;VALUE=DATE:20261001',
			'held ends-before-start'
		],
		['for ever', 'DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20301231', 'held too-long'],
		['long ago', 'DTSTART;VALUE=DATE:20151001', 'skipped long-past'],
		['far ahead', 'DTSTART;VALUE=DATE:20621001', 'held too-far']
	])('%s', (_what, lines, expected) => {
		expect(holiday(lines)).toBe(expected);
	});

	it('are the centre’s, also where the clock changes', () => {
		const change = 'DTSTART:20260329T000000\nDURATION:P1D';
		expect(holiday(change, { zone: 'Europe/Berlin' })).toBe('20260329');
		const utc = 'DTSTART:20261031T023000Z\nDTEND:20261101T023000Z';
		expect(holiday(utc, { zone: 'America/St_Johns' })).toBe('20261031');
	});

	it('take a zone by what the file says it is', () => {
		const zone = 'BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:Asia/Shanghai\nEND:VTIMEZONE\n';
		const text = calendarOf(
			zone + event('SUMMARY:放假\nDTSTART;TZID=Ours:20261001T000000\nDURATION:P1D')
		);
		expect(told(read(text)[0])).toBe('holiday 放假 20261001');
	});
});

describe('the file', () => {
	const lines = 'SUMMARY:国庆\n 节 休\nDTSTART;VALUE=DATE:20261001';
	it.each([
		['LF', calendarOf(event(lines))],
		['CRLF', calendarOf(event(lines)).replaceAll('\n', '\r\n')],
		['CR', calendarOf(event(lines)).replaceAll('\n', '\r')],
		['a byte order mark', `\ufeff${calendarOf(event(lines))}`],
		['empty lines', calendarOf(event(lines)).replaceAll('\nEND', '\n\nEND')],
		['two calendars', calendarOf('') + calendarOf(event(lines))]
	])('may have %s, and folded lines', (_what, text) => {
		expect(read(text).map(told)).toEqual(['holiday 国庆节 20261001']);
	});
	it('skips what is cancelled or superseded', () => {
		const entries = readEvents(
			'UID:a\nSEQUENCE:1\nSUMMARY:放假\nDTSTART;VALUE=DATE:20261001',
			'UID:a\nSEQUENCE:2\nSUMMARY:放假\nDTSTART;VALUE=DATE:20261002',
			'UID:b\nSTATUS:CANCELLED\nSUMMARY:放假\nDTSTART;VALUE=DATE:20261003'
		);
		expect(entries.map(told)).toEqual([
			'skipped superseded',
			'holiday 放假 20261002',
			'skipped cancelled'
		]);
	});
	it('holds an event that cannot be read, and takes the others', () => {
		const entries = readEvents(
			'SUMMARY:放假\nrubbish',
			'SUMMARY:放假\nDTSTART;VALUE=DATE:20261001'
		);
		expect(entries.map(told)).toEqual(['held unreadable', 'holiday 放假 20261001']);
	});
	it.each([
		['not-a-calendar', 'date,kind\n2026-10-01,holiday'],
		['truncated', calendarOf(event(lines)).slice(0, -30)],
		['too-many-entries', calendarOf(event(lines).concat('\n').repeat(5001))],
		['too-many-entries', calendarOf(event(`${lines}\nRRULE:FREQ=YEARLY`).concat('\n').repeat(201))],
		['too-many-entries', calendarOf(event(`${lines}\nDURATION:P399D`).concat('\n').repeat(60))]
	])('is refused: %s', (refusal, text) => {
		expect(readIcs(text, { reach, zone: 'UTC', as: undefined })).toMatchObject({ refusal });
	});
});
