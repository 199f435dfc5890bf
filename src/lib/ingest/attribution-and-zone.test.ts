import { describe, expect, it } from 'vitest';
import { attributeAgent, type Assignment, type AttributionFacts } from './agent-attribution.ts';
import { parseStamp, uniqueidMs } from './name-time.ts';
import { e164 } from './phone-number.ts';
import { isWorkName, nameParts } from './recording-key.ts';
import { unfinished } from './settle.ts';
import { startTime } from './start-time.ts';
import { checkZone, measuredOffset } from './zone-check.ts';

const at = (text: string) => new Date(`2025-03-27T${text}Z`);
const rows: Assignment[] = [
	{ endpoint: '3201', staffNo: 'a-alice', from: at('00:00:00'), to: null },
	{ endpoint: '3202', staffNo: 'a-bob', from: at('01:00:00'), to: at('06:30:00') },
	{ endpoint: '3202', staffNo: 'a-chi', from: at('06:30:00'), to: null },
	{ endpoint: '3203', staffNo: 'a-dan', from: at('00:00:00'), to: at('04:00:10') },
	{ endpoint: '3203', staffNo: 'a-eva', from: at('04:00:05'), to: null }
];
const facts = (
	endpoint: string | null,
	answered: string,
	more: Partial<AttributionFacts> = {}
): AttributionFacts => ({
	endpoint,
	agentRef: null,
	answeredAt: at(answered),
	endedAt: null,
	...more
});
const people = (ref: string) => (ref.startsWith('a-') ? ref : undefined);
const told = (asked: AttributionFacts) => {
	const { agent, issues } = attributeAgent(asked, rows, people);
	return [agent?.id ?? null, agent?.method ?? null, issues.map(({ code }) => code)];
};

describe('attributeAgent', () => {
	it.each([
		['one hit', facts('3201', '03:00:00'), ['a-alice', 'assignment', []]],
		[
			'the instant of the end belongs to the next',
			facts('3202', '06:30:00'),
			['a-chi', 'assignment', []]
		],
		['two hits are told', facts('3203', '04:00:07'), [null, null, ['A_AMBIGUOUS']]],
		[
			'a hand-over inside',
			facts('3202', '06:29:58', { endedAt: at('06:35:00') }),
			['a-bob', 'assignment', ['A_SPANS_HANDOVER']]
		],
		['nobody', facts('3299', '03:00:00'), [null, null, ['A_UNRESOLVED']]],
		['no telephone', facts(null, '03:00:00'), [null, null, ['A_UNRESOLVED']]],
		[
			'an interface of the queue’s log',
			facts(null, '03:00:00', { queueLogRef: 'Local/3201@from-queue/n' }),
			['a-alice', 'assignment', []]
		],
		[
			'the queue’s log is stronger',
			facts('3202', '07:00:00', { queueLogRef: 'a-bob' }),
			['a-bob', 'queue-log', ['A_CONFLICT']]
		],
		[
			'a name is the weakest',
			facts('3201', '03:00:00', { agentRef: 'a-bob' }),
			['a-alice', 'assignment', ['A_CONFLICT']]
		],
		['a name alone', facts(null, '03:00:00', { agentRef: 'ChrisL' }), [null, 'file-name', []]],
		[
			'a login as a name',
			facts(null, '03:00:00', { agentRef: '3201' }),
			['a-alice', 'assignment', []]
		]
	])('%s', (_case, asked, wanted) => {
		expect(told(asked)).toEqual(wanted);
	});

	it('names the candidates', () => {
		expect(attributeAgent(facts('3203', '04:00:07'), rows, people).issues[0]).toMatchObject({
			candidates: ['a-dan', 'a-eva']
		});
	});
});

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

describe('names of files', () => {
	it.each([
		['a.wav', 'a', 'wav', 0, null],
		['a (1).WAV', 'a', 'wav', 1, null],
		['x-1743042317.12206', 'x-1743042317.12206', '', 0, null],
		['x-all.mp3', 'x', 'mp3', 0, 'all'],
		['native-1-in.PCMU', 'native-1', 'pcmu', 0, 'in'],
		['Pe\u0300re.wav', 'P\u00e8re', 'wav', 0, null]
	])('%s', (fileName, key, extension, copy, leg) => {
		expect(nameParts(fileName)).toEqual({ key, extension, copy, leg });
	});

	it.each(['a.wav.tmp', 'a.PART', 'a.mcf', '.a.wav', 'a.wav~', 'a.filepart', 'a.crdownload'])(
		'%s is a working name',
		(fileName) => {
			expect(isWorkName(fileName)).toBe(true);
		}
	);
});

describe('numbers', () => {
	it.each([
		['07700900123', 'GB', '+447700900123'],
		['13812348000', 'CN', '+8613812348000'],
		['01062345678', 'CN', '+861062345678'],
		['+447700900125', null, '+447700900125'],
		['2025550143', 'US', '+12025550143'],
		['12345', 'CN', null],
		['138****8000', 'CN', null],
		['alice', 'GB', null],
		['07700900123', null, null]
	])('%s in %s is %s', (raw, country, wanted) => {
		expect(e164(raw, country)).toBe(wanted);
	});
});

describe('unfinished', () => {
	const hour = 3600_000;
	it.each([
		[{ size: 0, state: 'header-only', blank: false }, hour, 'M_EMPTY_FILE', 'info'],
		[{ size: 0, state: 'header-only', blank: false }, 25 * hour, 'M_EMPTY_FILE', 'hold'],
		[{ size: 9, state: 'open', blank: false }, hour, 'M_HEADER_OPEN', 'info'],
		[{ size: 9, state: 'surplus', blank: false }, hour, 'M_APPEND_IN_PROGRESS', 'info'],
		[{ size: 9, state: 'closed', blank: true }, hour, 'M_CONTENT_PENDING', 'info'],
		[{ size: 44, state: 'header-only', blank: false }, 1000, 'M_HEADER_OPEN', 'info'],
		[{ size: 44, state: 'header-only', blank: false }, hour, undefined, undefined],
		[{ size: 9, state: 'unknown-length', blank: false }, 0, undefined, undefined],
		[{ size: 9, state: 'truncated', blank: false }, 0, undefined, undefined],
		[{ size: 9, state: 'closed', blank: false }, 0, undefined, undefined]
	] as const)('%o after %i ms', (header, ageMs, code, severity) => {
		const found = unfinished(header, ageMs);
		expect([found?.code, found?.severity]).toEqual([code, severity]);
	});
});
