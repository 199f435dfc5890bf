import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '#lib/calendar/working-calendar.ts';
import { addDays, atTime, businessDay } from '#lib/shared/calendar.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { madeFiles } from '../../src/demo/audio/make-files.ts';
import { wavFile } from '../../src/demo/audio/wav.ts';
import { exampleCalls, type Schedule } from '../../src/demo/centre/calls.ts';
import { agentStaffNo } from '../../src/demo/centre/names.ts';
import { repertoireOf } from '../../src/demo/centre/repertoire.ts';
import { namedDayKinds } from '../../src/demo/centre/holidays.ts';
import { seededBytes } from '../../src/demo/centre/ids.ts';
import { shiftOf } from '../../src/demo/centre/shifts.ts';
import { findingOf } from '../../src/demo/centre/findings.ts';
import { scriptsOf } from '../../src/demo/dialogues/scripts.ts';
import { itemsOf } from '../../src/lib/rubric/form.ts';
import { standardForms } from '../../src/lib/rubric/standard/index.ts';

const SEED = 4711;
const zone = 'Asia/Shanghai';
const speakers = Array.from({ length: 24 }, (_, index) => ({
	staffNo: agentStaffNo(index),
	index
}));
const scripts = scriptsOf(speakers, SEED);
const schedule: Schedule = {
	zone,
	today: 20261121,
	days: 60,
	seed: SEED,
	agents: 24,
	repertoireOf: repertoireOf(scripts)
};

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the calls of the example centre', () => {
	const calls = exampleCalls(schedule);

	it('are the same from the same seed, and others from another', () => {
		expect(exampleCalls(schedule)).toEqual(calls);
		expect(exampleCalls({ ...schedule, seed: SEED + 1 })).not.toEqual(calls);
	});

	it('are about 15,000 over sixty days that end yesterday', () => {
		expect(calls.length).toBeGreaterThan(13_500);
		expect(calls.length).toBeLessThan(16_500);
		const days = new Set(calls.map(({ at }) => businessDay(at, zone)));
		expect(days.size).toBe(60);
		expect(Math.max(...days)).toBe(20261120);
	});

	it('are fewer on holidays and at night', () => {
		const onDay = (day: number) => calls.filter(({ at }) => businessDay(at, zone) === day).length;
		expect(onDay(20261001)).toBeLessThan(0.75 * onDay(20261012));
		const atHour = (hour: number) =>
			calls.filter(({ at }) => (at.getUTCHours() + 8) % 24 === hour).length;
		expect(atHour(3)).toBeLessThan(0.1 * atHour(10));
	});

	it('never leave one agent with two at a time', () => {
		for (const agent of speakers.map(({ index }) => index)) {
			const own = calls.filter((call) => call.agent === agent && call.file !== 'one-hour');
			const gaps = own.slice(1).map(({ at }, i) => at.getTime() - own[i]!.at.getTime());
			expect(Math.min(...gaps)).toBeGreaterThan(60_000);
		}
	});

	it('hold a desk that recorded nothing, somebody who stayed away, and a delivery after the draw', () => {
		const ofDay = (day: number) => calls.filter(({ at }) => businessDay(at, zone) === day);
		const scraps = new Set(['header-only', 'too-short']);
		const byAgent = [...Map.groupBy(ofDay(20261120), ({ agent }) => agent).values()];
		const broken = byAgent.filter((own) => own.every(({ file }) => scraps.has(file)));
		expect(broken).toHaveLength(1);
		expect(new Set(broken[0]!.map(({ file }) => file))).toEqual(scraps);

		const onDuty = speakers.filter(({ index }) => shiftOf(index, 58)).map(({ index }) => index);
		const seen = new Set(ofDay(20261119).map(({ agent }) => agent));
		expect(onDuty.filter((index) => !seen.has(index))).toHaveLength(1);

		const late = calls.filter(({ deliveredAt }) => deliveredAt);
		for (const { at, deliveredAt } of late)
			expect(deliveredAt).toEqual(atTime(addDays(businessDay(at, zone), 1), 9, 20, zone));
		expect(new Set(late.map(({ at }) => businessDay(at, zone))).size).toBe(2);
	});

	it('name only recordings that are made', () => {
		const odd = ['too-short', 'header-only', 'digital-silence', 'ringing', 'truncated', 'one-hour'];
		const made = new Set([...scripts.map(({ name }) => name), ...odd]);
		expect([...new Set(calls.map(({ file }) => file))].filter((file) => !made.has(file))).toEqual(
			[]
		);
	});
});

describe('the recordings of the example centre', () => {
	it('are the same bytes from the same seed', async () => {
		const few = scripts.slice(0, 2);
		const make = async () => {
			const hashes: Record<string, string> = {};
			for await (const { name, bytes } of madeFiles(few, SEED)) hashes[name] = sha256(bytes);
			return hashes;
		};
		const first = await make();
		expect(Object.keys(first)).toHaveLength(few.length + 6);
		expect(await make()).toEqual(first);
	}, 120_000);

	it('are at least sixty, in two voices each, with right and wrong phrases', () => {
		expect(scripts.length).toBeGreaterThanOrEqual(60);
		for (const { lines } of scripts)
			expect(new Set(lines.map(({ side }) => side))).toEqual(new Set(['agent', 'customer']));
		const faults = scripts.flatMap(({ lines }) => lines.flatMap(({ fault }) => fault ?? []));
		for (const wrong of ['no-greeting', 'address-not-read-back', 'invalid-promise'] as const)
			expect(faults).toContain(wrong);
		expect(scripts.some(({ lines }) => lines.every(({ fault }) => !fault))).toBe(true);
	});

	it('hold no fault that the rubric of the call has no item for', () => {
		for (const { kind, lines } of scripts) {
			const key = kind === 'call-back' ? 'call-back' : 'report';
			const { form } = standardForms.find((standard) => standard.key === key)!;
			const items = itemsOf(form).map((item) => item.key);
			for (const { fault } of lines)
				if (fault) expect(items).toEqual(expect.arrayContaining(findingOf(kind, fault).items));
		}
		expect.hasAssertions();
	});

	it('in wav49 are 65 bytes for 320 samples', () => {
		const random = seededRandom(1);
		const samples = Int16Array.from({ length: 3200 }, () => random.below(2000) - 1000);
		const file = wavFile(samples, 1, 'gsm');
		expect(file.readUInt16LE(20)).toBe(0x31);
		expect(file.readUInt32LE(file.indexOf('data') + 4)).toBe(650);
	});
});

it('ids of the example centre repeat with the seed', () => {
	const [one, two] = [seededBytes(SEED), seededBytes(SEED)];
	expect(one(16)).toEqual(two(16));
	expect(one(16)).not.toEqual(seededBytes(SEED)(16));
});

describe('the calendar of the example centre', () => {
	const days = namedDayKinds();

	it.each([
		[20261001, false],
		[20260920, true],
		[20261010, true],
		[20261008, true],
		[20261011, false]
	])('%i is worked: %s', (day, worked) => {
		expect(isWorkingDay(days, day)).toBe(worked);
	});

	it('makes up only for weekends', () => {
		for (const [day, kind] of days)
			if (kind === 'working') expect(isWorkingDay(new Map(), day)).toBe(false);
		expect.hasAssertions();
	});
});
