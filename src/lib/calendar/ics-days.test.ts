import { describe, expect, it } from 'vitest';
import { calendarOf, event, read, tell, told } from '../../../tests/fixtures/ics.ts';

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
