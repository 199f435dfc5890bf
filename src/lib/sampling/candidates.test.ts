import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../tests/fixtures/draws.ts';
import { candidateText, readCandidates, substitutes } from './candidates.ts';

const calls = ['c1', 'c2', 'c3'].map((id) => ({ id, agentId: 'lin' }));
const units = [
	{ unitId: 'north', calls: [...calls, { id: 'b1', agentId: 'wei' }], masks: [4, 5, 7, 4] },
	{ unitId: 'south', calls: [{ id: 'd1', agentId: 'hao' }], masks: [6] }
].map((unit) => ({ ...unit, masks: Uint8Array.from(unit.masks) }));
const text = candidateText(['longest', 'praised', 'any'], units);

describe('the candidate text', () => {
	it('names pools, units, agents and calls, a letter for each pool but any', () => {
		expect(text).toBe(
			[
				'sha256-rank/2 longest praised any',
				'= north lin',
				'c1',
				'c2 A',
				'c3 AB',
				'= north wei',
				'b1',
				'= south hao',
				'd1 B',
				''
			].join('\n')
		);
	});

	it('is read back as it was', () => {
		const read = readCandidates(text);
		expect(read).toMatchObject({ pools: ['longest', 'praised', 'any'], count: 5 });
		expect([...read.units]).toEqual(
			units.map(({ unitId, calls, masks }) => [unitId, { calls, masks: [...masks] }])
		);
	});

	it('of nothing is its first line', () => {
		expect(candidateText(['any'], [])).toBe('sha256-rank/2 any\n');
		expect(readCandidates('sha256-rank/2 any\n').count).toBe(0);
		expect(readCandidates('')).toMatchObject({ algorithm: 'sha256-rank/1', count: 0 });
	});
});

describe('substitutes', () => {
	const byKey = (ids: string[]) =>
		ids
			.map((id) => [sha256(`seed${id}`), id] as const)
			.sort()
			.map(([, id]) => id);

	it('come from the pool in the order of their keys, then from all other calls in theirs', () => {
		const ranked = substitutes(sha256, 'seed', text, { unitId: 'north', pool: 'longest' });
		expect(ranked).toEqual([
			...byKey(['c2', 'c3']).map((recordingId) => ({ recordingId, stratum: 'longest' })),
			...byKey(['c1', 'b1']).map((recordingId) => ({ recordingId, stratum: 'any' }))
		]);
	});

	it('come by key alone where no pool is asked for', () => {
		const ranked = substitutes(sha256, 'seed', text, { unitId: 'north' });
		expect(ranked.map(({ recordingId }) => recordingId)).toEqual(byKey(['c1', 'c2', 'c3', 'b1']));
	});

	it('come from texts of the first edition too, and are none for an unknown unit', () => {
		const first = substitutes(sha256, 'seed', 'lin c1\nlin c2\nwei b1\n', { unitId: 'lin' });
		expect(first.map(({ recordingId }) => recordingId)).toEqual(byKey(['c1', 'c2']));
		expect(substitutes(sha256, 'seed', text, { unitId: 'west' })).toEqual([]);
	});
});
