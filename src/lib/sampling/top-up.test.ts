import { describe, expect, it } from 'vitest';
import { aCall, aRule, sha256, someCalls, someFacts } from '../../../tests/fixtures/draws.ts';
import { topUp } from './draw.ts';

const fixed = (n: number) => aRule({ count: { how: 'fixed', n } });

describe('topUp', () => {
	const none = new Map();
	const late = someCalls(6);

	it('draws what is lacking from the calls that are there now, and counts on', () => {
		const facts = someFacts(late, { rule: fixed(3), marks: { drawn: new Set(['lin-000']) } });
		const standing = new Map([['lin', { chosen: 1, lastRank: 2 }]]);
		const outcome = topUp(sha256, 'seed', facts, standing, 1)!;
		const byKey = late
			.slice(1)
			.map(({ id }) => [sha256(`seed${id}`), id] as const)
			.sort();
		expect(outcome.chosen.map(({ recordingId }) => recordingId)).toEqual(
			byKey.slice(0, 2).map(([, id]) => id)
		);
		expect(outcome.chosen.map(({ rank }) => rank)).toEqual([3, 4]);
		expect(outcome.shares).toMatchObject([
			{
				unitId: 'lin',
				calls: 6,
				wanted: 2,
				eligible: 5,
				chosen: 2,
				ineligible: { 'already-drawn': 1 }
			}
		]);
	});

	it('is nothing where nobody is short, or those who are have nothing', () => {
		const facts = someFacts([...late, aCall({ id: 'x', agentId: 'wei', durationMs: 1 })]);
		expect(
			topUp(sha256, 'seed', facts, new Map([['lin', { chosen: 1, lastRank: 1 }]]), 1)
		).toBeUndefined();
		expect(topUp(sha256, 'seed', someFacts([]), none, 1)).toBeUndefined();
	});

	it('names only the units that get something, those who had no share before as well', () => {
		const calls = [
			...late,
			...someCalls(2, { agentId: 'wei' }),
			...someCalls(2, { agentId: 'hao' })
		];
		const standing = new Map([['wei', { chosen: 1, lastRank: 1 }]]);
		const outcome = topUp(sha256, 'seed', someFacts(calls), standing, 2)!;
		expect(outcome.shares.map(({ unitId }) => unitId)).toEqual(['hao', 'lin']);
		expect(outcome.candidates).not.toContain('wei');
	});

	it('tops up what a share of the calls has grown to', () => {
		const rule = aRule({ count: { how: 'workload', perTen: 1, min: 1, max: 5 } });
		const facts = someFacts(someCalls(25), { rule });
		const standing = new Map([['lin', { chosen: 1, lastRank: 1 }]]);
		expect(topUp(sha256, 'seed', facts, standing, 1)!.shares[0]).toMatchObject({
			wanted: 2,
			chosen: 2
		});
	});
});
