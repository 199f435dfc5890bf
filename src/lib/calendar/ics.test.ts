import { describe, expect, it } from 'vitest';
import { readIcs } from './ics.ts';
import { calendarOf, event, reach, read, readEvents, told } from '../../../tests/fixtures/ics.ts';

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
