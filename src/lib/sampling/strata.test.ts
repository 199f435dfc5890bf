import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquare } from '../../../tests/fixtures/chi-square.ts';
import { sha256, someCalls, someFacts } from '../../../tests/fixtures/draws.ts';
import type { PlanRule, StratumRule } from './plan.ts';
import { masksOf } from './pools.ts';
import { allocate, fill } from './strata.ts';

const strata: PlanRule['strata'] = [
	{ pool: 'longest', percent: 20 },
	{ pool: 'praised', percent: 30 },
	{ pool: 'any', percent: 50 }
];

describe('allocate', () => {
	it('places one pick by the first 32 bits of SHA-256(seed ‖ unit ‖ strata ‖ round)', () => {
		for (let n = 0; n < 50; n++) {
			const place = parseInt(sha256(`seedlin-${n}strata0`).slice(0, 8), 16) / 2 ** 32;
			const expected = place < 0.2 ? [1, 0, 0] : place < 0.5 ? [0, 1, 0] : [0, 0, 1];
			expect(allocate(sha256, 'seed', `lin-${n}`, { strata, n: 1, round: 0 })).toEqual(expected);
		}
	});

	it('gives each stratum its share of many, rounded one way or the other', () => {
		fc.assert(
			fc.property(fc.string(), fc.integer({ min: 0, max: 200 }), (seed, n) => {
				const wanted = allocate(sha256, seed, 'lin', { strata, n, round: 0 });
				expect(wanted.reduce((sum, of) => sum + of, 0)).toBe(n);
				strata.forEach(({ percent }, at) =>
					expect(Math.abs(wanted[at]! - (n * percent) / 100)).toBeLessThan(1)
				);
			})
		);
	});

	it.each([1, 3])('holds the shares on the average for %i: chi-square over 2,000 seeds', (n) => {
		const counts = [0, 0, 0];
		for (let seed = 0; seed < 2000; seed++)
			allocate(sha256, sha256(`${seed}`), 'lin', { strata, n, round: 0 }).forEach(
				(of, at) => (counts[at]! += of)
			);
		const expected = strata.map(({ percent }) => (2000 * n * percent) / 100);
		// 2 degrees of freedom: 99.9 % point.
		expect(chiSquare(counts, expected)).toBeLessThan(13.82);
	});

	it('starts a top-up from another place than the draw', () => {
		const starts = [0, 1, 2, 3, 4, 5, 6, 7].map((round) =>
			allocate(sha256, 'seed', 'lin', { strata, n: 1, round }).join()
		);
		expect(new Set(starts).size).toBeGreaterThan(1);
	});
});

describe('masksOf', () => {
	const calls = someCalls(10);
	const members = (stratum: Record<string, unknown>, of = calls, marks = {}) => {
		const masks = masksOf(
			of,
			[{ percent: 100, ...stratum } as StratumRule],
			someFacts([], { marks })
		);
		return of.filter((_, index) => masks[index] === 1).map(({ id }) => id.slice(-1));
	};

	it.each<[string, Record<string, unknown>, string]>([
		['everything', { pool: 'any' }, '0123456789'],
		['the longest quarter, rounded up', { pool: 'longest' }, '789'],
		['the shortest quarter, rounded up', { pool: 'shortest' }, '012'],
		['hours from and up to', { pool: 'hours', fromHour: 3, toHour: 5 }, '34'],
		['hours over midnight', { pool: 'hours', fromHour: 8, toHour: 2 }, '0189'],
		['the whole day', { pool: 'hours', fromHour: 0, toHour: 24 }, '0123456789'],
		['the whole day from another hour', { pool: 'hours', fromHour: 5, toHour: 5 }, '0123456789']
	])('%s', (_, stratum, expected) => {
		expect(members(stratum).join('')).toBe(expected);
	});

	it('takes calls of equal length into a quarter by id, whatever the order of rows', () => {
		const equal = calls.map((call) => ({ ...call, durationMs: 5000 })).reverse();
		expect(members({ pool: 'longest' }, equal)).toEqual(['2', '1', '0']);
		expect(members({ pool: 'shortest' }, equal)).toEqual(['2', '1', '0']);
	});

	it.each([
		['complaint', 'complaint'],
		['self-check-problem', 'selfCheckProblem'],
		['praised', 'praised']
	])('%s calls by their marks', (pool, mark) => {
		expect(members({ pool }, calls, { [mark]: new Set(['lin-004', 'lin-007']) })).toEqual([
			'4',
			'7'
		]);
		expect(members({ pool })).toEqual([]);
	});
});

describe('fill', () => {
	const keys = ['d', 'a', 'c', 'b', 'e'];
	const anyOnly = Uint8Array.from([1, 1, 1, 1, 1]);

	it('takes the lowest keys', () => {
		expect(fill({ pools: ['any'], keys, masks: anyOnly }, [3])).toEqual({
			taken: [1, 3, 2].map((index) => ({ index, pool: 'any' })),
			strata: [{ pool: 'any', wanted: 3, eligible: 5, chosen: 3 }]
		});
	});

	it('fills pools in their order, none twice, and what they lack from all', () => {
		const masks = Uint8Array.from([0b10, 0b11, 0b10, 0b11, 0b10]);
		expect(fill({ pools: ['praised', 'any'], keys, masks }, [3, 1])).toEqual({
			taken: [
				{ index: 1, pool: 'praised' },
				{ index: 3, pool: 'praised' },
				{ index: 2, pool: 'any' },
				{ index: 0, pool: 'any' }
			],
			strata: [
				{ pool: 'praised', wanted: 3, eligible: 2, chosen: 2 },
				{ pool: 'any', wanted: 1, eligible: 5, chosen: 1 },
				{ pool: 'any', wanted: 0, eligible: 5, chosen: 1 }
			]
		});
	});

	it('takes what there is when there is too little', () => {
		const { taken, strata } = fill({ pools: ['any'], keys, masks: anyOnly }, [9]);
		expect(taken).toHaveLength(5);
		expect(strata).toEqual([{ pool: 'any', wanted: 9, eligible: 5, chosen: 5 }]);
	});
});
