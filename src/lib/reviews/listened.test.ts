import { describe, expect, it } from 'vitest';
import type { Range } from '#lib/recordings/speech.ts';
import { believedHeard, believedSpent, coveredPermille, looksHasty } from './listened.ts';

describe('believedHeard', () => {
	it.each<[string, Range[], Range[], Range[]]>([
		['what the log knows, claimed or not', [], [[0, 30_000]], [[0, 30_000]]],
		['five seconds beyond it', [[0, 60_000]], [[0, 30_000]], [[0, 35_000]]],
		['five seconds in all, in order', [[0, 3000], [50_000, 60_000]], [], [[0, 3000], [50_000, 52_000]]], // prettier-ignore
		['nothing twice', [[10_000, 20_000]], [[0, 30_000]], [[0, 30_000]]],
		['a gap of the log', [[0, 30_000]], [[0, 10_000], [12_000, 30_000]], [[0, 30_000]]], // prettier-ignore
		['nothing beyond the end', [[88_000, 200_000]], [[80_000, 95_000]], [[80_000, 90_000]]]
	])('is %s', (_what, claimed, logged, believed) => {
		expect(believedHeard(claimed, logged, 90_000)).toEqual(believed);
	});
});

describe('believedSpent', () => {
	const now = new Date('2026-03-02T09:10:00Z');
	const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
	it.each([
		['the page’s word', 240_000, at(5), 240_000],
		['a minute more than since the beginning', 3_600_000, at(5), 360_000],
		['a minute when nothing was played or saved', 3_600_000, undefined, 60_000],
		['a minute when the clock went back', 3_600_000, at(20), 60_000]
	])('is %s', (_what, claimed, begun, spent) => {
		expect(believedSpent(claimed, begun, now)).toBe(spent);
	});
});

describe('looksHasty', () => {
	const call = { durationMs: 240_000 };
	it.each([
		[{ spentMs: 20_000, coveredPermille: 80 }, true],
		[{ spentMs: 79_999, coveredPermille: 1000 }, true],
		[{ spentMs: 80_000, coveredPermille: 1000 }, false],
		[{ spentMs: 300_000, coveredPermille: 499 }, true],
		[{ spentMs: 300_000, coveredPermille: 500 }, false],
		[{ spentMs: null, coveredPermille: null }, false]
	])('%j: %s', (listened, hasty) => {
		expect(looksHasty({ ...call, ...listened })).toBe(hasty);
	});

	it('counts the share in thousandths', () => {
		expect(coveredPermille([[0, 60_000]], 240_000)).toBe(250);
		expect(coveredPermille([], 0)).toBe(0);
	});
});
