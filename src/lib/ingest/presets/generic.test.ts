import { describe, expect, it } from 'vitest';
import type { Match } from './define.ts';
import { generic } from './generic.ts';
import { checkPattern, patternPrefixes } from './pattern-parts.ts';

const match: Match = (pattern, text) => {
	try {
		const found = new RegExp(pattern, 'u').exec(text);
		return found ? { ...found.groups } : null;
	} catch {
		return null;
	}
};
const read = (fileName: string, pattern: string | null = null) => {
	const reading = generic.read({ fileName, relativePath: `2025/${fileName}` }, pattern, match);
	return reading.ok ? reading.said : reading;
};
const local = (
	year: number,
	month: number,
	day: number,
	hour: number,
	minute: number,
	second: number
) => ({
	kind: 'local',
	local: { year, month, day, hour, minute, second, millisecond: 0 }
});

describe('a generic name without a pattern', () => {
	it.each([
		['20250822-164000.wav', local(2025, 8, 22, 16, 40, 0)],
		['张三 2025-08-22 16.40.00.wav', local(2025, 8, 22, 16, 40, 0)],
		['call_2025-02-19T06-01-22_mono.wav', local(2025, 2, 19, 6, 1, 22)],
		['20250219060122.mp3', local(2025, 2, 19, 6, 1, 22)],
		['2025年02月19日06时01分22秒.mp3', local(2025, 2, 19, 6, 1, 22)]
	])('%s', (fileName, stamp) => {
		expect(read(fileName)).toMatchObject({ stamp, direction: 'unknown' });
	});

	it('takes an id’s own clock and a uuid as the call', () => {
		expect(read('202401281004_1_1706407446.50.wav')).toMatchObject({
			epochMs: 1_706_407_446_000,
			sourceKey: '1706407446.50'
		});
		expect(read('20240305-140210-0F3C2B7E-52a1-4c1e-9a7d-1d1f6a3a9c01.wav')).toMatchObject({
			sourceKey: '0f3c2b7e-52a1-4c1e-9a7d-1d1f6a3a9c01'
		});
	});

	it.each([
		['12025550143_2024-03-05 14:02.wav', 'E_PATTERN_NO_MATCH'],
		['mono-mixed.wav', 'E_PATTERN_NO_MATCH'],
		['20251399-164000.wav', 'E_PATTERN_NO_MATCH'],
		['20250822-164000_20250822-165000.wav', 'E_TIME_AMBIGUOUS']
	])('is held rather than guessed: %s', (fileName, code) => {
		expect(read(fileName)).toMatchObject({ ok: false, code });
	});
});

describe('an own pattern', () => {
	it('names who, when and what', () => {
		const pattern = String.raw`^(?<t>\d{14})_(?<direction>[^_]+)_(?<extension>\d+)_(?<customer>\d+)_(?<queue>\w+)_(?<kind>[^_]+)_(?<team>\w)\.`;
		expect(read('20250219060122_呼入_3201_13812348000_hot_接报_A.wav', pattern)).toMatchObject({
			direction: 'inbound',
			endpoint: '3201',
			customer: '13812348000',
			queue: 'hot',
			kind: 'report',
			attributes: { 'name.team': 'A' }
		});
	});

	it('may name the parts of the time, an epoch, or both ends', () => {
		const parts = String.raw`(?<year>\d{4})_(?<month>\d\d?)_(?<day>\d\d?)_(?<hour>\d\d?)_(?<minute>\d\d)_(?<second>\d\d)`;
		expect(read('2025_2_9_6_01_22.wav', parts)).toMatchObject({
			stamp: local(2025, 2, 9, 6, 1, 22)
		});
		expect(read('x-1706407446123.wav', String.raw`x-(?<t>\d+)`)).toMatchObject({
			stamp: { kind: 'epoch', atMs: 1_706_407_446_123 }
		});
		const ends = String.raw`^(?<t>\d{14})-(?<from>\d+)-(?<to>\d+)`;
		expect(read('20250219060122-301-02079460103.wav', ends)).toMatchObject({
			direction: 'outbound',
			endpoint: '301',
			customer: '02079460103'
		});
		expect(read('20250219060122-02079460103-301.wav', ends)).toMatchObject({
			direction: 'inbound',
			endpoint: '301',
			customer: '02079460103'
		});
	});

	it('keeps the work order under the names that every source uses', () => {
		const pattern = String.raw`^(?<t>\d{14})_(?<workOrder>[^_]+)_(?<orderAddress>[^_]+)_(?<orderStation>[^_.]+)`;
		expect(read('20250219060122_GD0412_和平路18号_城东站.wav', pattern)).toMatchObject({
			attributes: { workOrder: 'GD0412', orderAddress: '和平路18号', orderStation: '城东站' }
		});
	});

	it('sees the folders when it has a slash', () => {
		expect(
			read(
				'060122.wav',
				String.raw`(?<year>\d{4})/(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?<month>)(?<day>)`
			)
		).toMatchObject({ ok: false });
		expect(read('20250219060122.wav', String.raw`^(?<site>\d+)/(?<t>\d{14})`)).toMatchObject({
			attributes: { 'name.site': '2025' }
		});
	});

	it('that does not fit tells from where on', () => {
		const pattern = String.raw`^(?<any>.+?)_GUID_(?<sourceKey>.*?)_AGENT_(?<agent>.*?)_DT_(?<t>\d{4})`;
		expect(read('Auto1_GUID_001_AGENT_AndrewK_DT2025-02-20.wav', pattern)).toMatchObject({
			part: String.raw`_(?<t>\d{4})`
		});
		expect(read('other.wav', pattern)).toMatchObject({
			part: expect.stringMatching(/^_GUID|^GUID/)
		});
	});

	it('is checked before it is kept', () => {
		expect(checkPattern('(?P<t>x)')).toEqual({ ok: true, value: '(?<t>x)' });
		expect(checkPattern('(?<t>')).toMatchObject({ refusal: 'pattern-invalid' });
		expect(checkPattern('(?<agent>x)')).toMatchObject({ refusal: 'pattern-without-time' });
		expect(checkPattern(`(?<t>${'x'.repeat(500)})`)).toMatchObject({ refusal: 'pattern-too-long' });
		expect(patternPrefixes(String.raw`a(b[)]c)+?\.d{2,3}`)).toEqual([
			'a',
			String.raw`a(b[)]c)+?`,
			String.raw`a(b[)]c)+?\.`,
			String.raw`a(b[)]c)+?\.d{2,3}`
		]);
	});
});
