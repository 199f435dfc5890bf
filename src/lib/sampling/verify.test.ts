import { describe, expect, it } from 'vitest';
import { mutations } from '../../../tests/fixtures/draw-mutations.ts';
import { sha256 } from '../../../tests/fixtures/draws.ts';
import { firstEditionDraw, storedDraws } from '../../../tests/fixtures/stored-draws.ts';
import { readShare, standingOf } from './stored-draw.ts';
import { replay } from './verify.ts';

const seed = sha256('a seed');

describe('replay', () => {
	it.each(storedDraws)('%s matches', (_, stored) => {
		expect(replay(sha256, seed, stored)).toEqual({ match: true });
	});

	it('the draws of this test have top-ups, substitutes and calls that ran out', () => {
		expect(storedDraws.filter(([, { rounds }]) => rounds.length === 2)).toHaveLength(3);
		const substitutes = storedDraws.flatMap(([, { replacements }]) => replacements);
		expect(substitutes.filter(({ substituteId }) => substituteId !== null)).toHaveLength(4);
		expect(substitutes.filter(({ skipped }) => skipped.length > 0)).toHaveLength(4);
		expect(substitutes).toHaveLength(7);
	});

	it.each([
		['unknown-algorithm', { algorithm: 'sha256-rank/3' }],
		['seed-differs', { seed: sha256('another') }],
		['commitment-differs', { commitment: { seedSha256: sha256('x'), at: new Date() } }]
	])('says %s', (fault, change) => {
		expect(replay(sha256, seed, { ...storedDraws[0]![1], ...change })).toEqual({
			match: false,
			fault
		});
	});

	it.each(storedDraws.slice(0, -1))('names every change of %s', (_, stored) => {
		let made = 0;
		const unnamed: string[] = [];
		for (const { what, changed } of mutations(stored)) {
			made += 1;
			if (replay(sha256, seed, changed).match) unnamed.push(what);
		}
		expect(made).toBeGreaterThan(100);
		expect(unnamed).toEqual([]);
	});

	it('names the unit and the round in which the difference lies', () => {
		const stored = storedDraws[1]![1];
		const at = stored.picks.findIndex(({ round }) => round === 1);
		const picks = stored.picks.with(at, { ...stored.picks[at]!, recordingId: 'other' });
		expect(replay(sha256, seed, { ...stored, picks })).toEqual({
			match: false,
			fault: 'pick-differs',
			unitId: stored.picks[at]!.unitId,
			round: 1
		});
	});
});

describe('draws of the first edition', () => {
	const stored = firstEditionDraw;

	it('match as they are stored, and are told apart when changed', () => {
		expect(replay(sha256, seed, stored)).toEqual({ match: true });
		const picks = stored.picks.with(2, { ...stored.picks[2]!, recordingId: 'hao-001' });
		expect(replay(sha256, seed, { ...stored, picks })).toMatchObject({
			fault: 'pick-differs',
			unitId: 'hao'
		});
	});

	it('a share is read as an agent alone; today’s shares stay as they are', () => {
		expect(stored.rounds[0]!.shares[0]).toMatchObject({
			unitId: 'lin',
			unit: 'agent',
			reviewerIds: ['omar'],
			calls: 8
		});
		const [share] = storedDraws[1]![1].rounds[0]!.shares;
		expect(readShare(share!)).toBe(share);
	});
});

it('standingOf counts a replaced call and its substitute once, and knows the last rank', () => {
	const picks = ['a', 'b', 'c'].map((assignmentId, at) => ({
		assignmentId,
		unitId: 'lin',
		rank: at + 1
	}));
	expect(standingOf(picks, [{ substituteId: 'c' }, { substituteId: null }])).toEqual(
		new Map([['lin', { chosen: 2, lastRank: 3 }]])
	);
});
