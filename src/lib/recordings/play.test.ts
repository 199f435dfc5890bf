import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { acceptHeard, coverageOf, heardBetween, playReport } from './play.ts';

const openedAt = new Date('2026-03-02T09:00:00Z');
const after = (seconds: number) => new Date(openedAt.getTime() + seconds * 1000);
const play = { openedAt, ranges: [[0, 5000]] as [number, number][], durationMs: 60_000 };

describe('acceptHeard', () => {
	it('joins what was heard before with what is new', () => {
		expect(
			acceptHeard(
				play,
				[
					[5000, 9000],
					[20_000, 21_000]
				],
				after(20)
			)
		).toEqual({
			ok: true,
			value: {
				ranges: [
					[0, 9000],
					[20_000, 21_000]
				],
				heardMs: 10_000
			}
		});
	});

	it('cuts off what lies beyond the end, and drops what lies wholly there', () => {
		const heard = acceptHeard(
			play,
			[
				[58_000, 99_000],
				[70_000, 80_000]
			],
			after(60)
		);
		expect(heard).toMatchObject({
			ok: true,
			value: {
				ranges: [
					[0, 5000],
					[58_000, 60_000]
				]
			}
		});
	});

	it('drops reversed and empty ranges', () => {
		expect(
			acceptHeard(
				play,
				[
					[9000, 8000],
					[7000, 7000]
				],
				after(9)
			)
		).toMatchObject({
			value: { ranges: [[0, 5000]] }
		});
	});

	it.each([
		[10_000, true],
		[43_000, true],
		[43_001, false],
		[60_000, false]
	])('takes %i ms within ten seconds: %s', (heardMs, ok) => {
		const fresh = { ...play, ranges: [] };
		expect(acceptHeard(fresh, [[0, heardMs]], after(10)).ok).toBe(ok);
	});

	it('hearing the same twice is not hearing more', () => {
		const fresh = { ...play, ranges: [[0, 10_000]] as [number, number][] };
		expect(acceptHeard(fresh, [[0, 10_000]], after(5))).toMatchObject({
			value: { heardMs: 10_000 }
		});
	});

	it('a clock that went back leaves only the slack', () => {
		expect(acceptHeard({ ...play, ranges: [] }, [[0, 3000]], after(-60)).ok).toBe(true);
		expect(acceptHeard({ ...play, ranges: [] }, [[0, 3001]], after(-60)).ok).toBe(false);
	});
});

describe('heardBetween', () => {
	it.each([
		[1000, 1016, 16, 1, [1000, 1016]],
		[1000, 1250, 250, 1, [1000, 1250]],
		[1000, 1750, 250, 3, [1000, 1750]],
		[1000.4, 1016.6, 16, 1, [1000, 1017]]
	])('from %d to %d in %d ms at %d×', (from, to, ms, rate, range) => {
		expect(heardBetween({ ms: from, at: 0 }, { ms: to, at: ms }, rate)).toEqual(range);
	});

	it.each([
		['a jump ahead', 1000, 9000, 16],
		['a jump back', 9000, 1000, 16],
		['standing still', 1000, 1000, 250]
	])('%s is not hearing', (_name, from, to, ms) => {
		expect(heardBetween({ ms: from, at: 0 }, { ms: to, at: ms }, 1)).toBeUndefined();
	});
});

describe('coverageOf', () => {
	it('counts what was heard twice once', () => {
		expect(
			coverageOf(
				[
					[0, 4000],
					[2000, 5000]
				],
				10_000
			)
		).toBe(0.5);
		expect(coverageOf([[0, 12_000]], 10_000)).toBe(1);
		expect(coverageOf([], 0)).toBe(0);
	});
});

describe('playReport', () => {
	it.each([
		[{ ranges: [] }, true],
		[{ ranges: [[0, 5]], closing: true }, true],
		[{ ranges: [[0, 5, 6]] }, false],
		[{ ranges: [[-1, 5]] }, false],
		[{ ranges: [[0, 1.5]] }, false],
		[{ ranges: [[0, 5]], userId: 'x' }, false],
		[{}, false],
		[null, false]
	])('%j is a report: %s', (body, ok) => {
		expect(v.safeParse(playReport, body).success).toBe(ok);
	});
});
