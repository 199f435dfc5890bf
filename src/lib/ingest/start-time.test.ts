import { describe, expect, it } from 'vitest';
import { parseStamp, uniqueidMs } from './name-time.ts';
import { startTime } from './start-time.ts';
import { checkZone, measuredOffset } from './zone-check.ts';

describe('times', () => {
	it.each([
		['2025-02-19T06-01-22', 'local'],
		['20250219060122', 'local'],
		['20250219-060122', 'local'],
		['202502190601', 'local'],
		['2025-02-19 06:01:22.5+0300', 'offset'],
		['2025-02-19T06:01:22Z', 'offset'],
		['1743042317', 'epoch'],
		['1743042317.12206', 'epoch'],
		['1743042317000', 'epoch'],
		['2025-02-30T06-01-22', undefined],
		['2025-02-19T24-01-22', undefined],
		['19-02-2025 06:01:22', undefined],
		['now', undefined],
		['', undefined]
	])('%s is %s', (text, kind) => {
		expect(parseStamp(text)?.kind).toBe(kind);
	});

	it('come from the epoch first, then the offset, then the zone, and from nothing else', () => {
		const stamp = parseStamp('20250327-092517')!;
		expect(startTime({ epochMs: 1_743_042_317_000, stamp }, 'UTC')).toMatchObject({
			timeBasis: 'epoch',
			utcOffsetMin: 420
		});
		expect(startTime({ stamp: parseStamp('2025-03-27T09:25:17+0300')! }, null)).toMatchObject({
			timeBasis: 'offset',
			startedAt: new Date('2025-03-27T06:25:17Z')
		});
		expect(startTime({ stamp }, 'Asia/Ho_Chi_Minh')).toMatchObject({
			timeBasis: 'zone',
			startedAt: new Date('2025-03-27T02:25:17Z')
		});
		expect(startTime({ stamp }, null)).toMatchObject({ held: { code: 'E_TIME_ZONE_UNKNOWN' } });
		expect(startTime({}, 'UTC')).toMatchObject({ held: { code: 'E_PATTERN_NO_MATCH' } });
		expect(
			startTime({ epochMs: 1_743_042_317_000, stamp: parseStamp('20130101-000000')! }, 'UTC')
		).toMatchObject({ issues: [{ code: 'W_TZ_UNVERIFIABLE' }] });
	});

	it('are in ids with a system name too', () => {
		expect(uniqueidMs('pbx-hcm-1743049800.12280')).toBe(1_743_049_800_000);
		expect(uniqueidMs('abc')).toBeUndefined();
	});
});

describe('checkZone', () => {
	const pairs = (count: number, offsetMin: number, from = Date.UTC(2025, 5, 1)) =>
		Array.from({ length: count }, (_, n) => ({
			epochMs: from + n * 60_000,
			localMs: from + n * 60_000 + offsetMin * 60_000
		}));

	it.each([
		['nothing to compare', [], 'UTC', 'unverifiable', false],
		['agreement', pairs(20, 480), 'Asia/Shanghai', 'agrees', false],
		['19 of 20 are enough', [...pairs(19, 480), ...pairs(1, 0)], 'Asia/Shanghai', 'agrees', false],
		['another offset, 19 names', pairs(19, 480), 'UTC', 'mismatch', false],
		['another offset, 20 names', pairs(20, 480), 'UTC', 'mismatch', true],
		['no agreement', [...pairs(10, 480), ...pairs(10, 0)], 'UTC', 'unverifiable', false],
		['implausible stamps', pairs(30, -220 * 24 * 60), 'UTC', 'unverifiable', false],
		['half an hour is a zone too', pairs(20, 330), 'Asia/Kolkata', 'agrees', false],
		[
			'summer and winter of one place',
			[...pairs(20, -300), ...pairs(20, -360, Date.UTC(2025, 0, 1))],
			'Asia/Shanghai',
			'mismatch',
			true
		],
		['no zone', pairs(20, 480), null, 'unset', false]
	] as const)('%s', (_case, given, zone, status, blocks) => {
		expect(checkZone(given, zone)).toMatchObject({ status, blocks });
	});

	it('names the offset that was found', () => {
		expect(checkZone(pairs(20, 420), 'UTC')).toMatchObject({
			found: ['+07:00'],
			offsets: { '+07:00': 20 }
		});
		expect(measuredOffset({ epochMs: 0, localMs: 9000 })).toBe(0);
	});
});
