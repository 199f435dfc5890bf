import { describe, expect, it } from 'vitest';
import { aCall, aRule, sha256, someCalls, someFacts } from '../../../tests/fixtures/draws.ts';
import { draw } from './draw.ts';
import type { PlanRule } from './plan.ts';

const fixed = (n: number, more: Partial<PlanRule> = {}) =>
	aRule({ count: { how: 'fixed', n }, ...more });

describe('draw', () => {
	it('takes the call with the lowest SHA-256(seed ‖ call id)', () => {
		const calls = someCalls(20);
		const lowest = calls.map(({ id }) => [sha256(`seed${id}`), id] as const).sort()[0]![1];
		const { chosen, shares, candidates, candidateCount } = draw(sha256, 'seed', someFacts(calls));
		expect(chosen).toEqual([
			{
				recordingId: lowest,
				agentId: 'lin',
				unitId: 'lin',
				reviewerId: expect.stringMatching(/omar|mei/) as string,
				stratum: 'any',
				rank: 1
			}
		]);
		expect(shares).toEqual([
			{
				unitId: 'lin',
				unit: 'agent',
				teamId: 'north',
				reviewerIds: [chosen[0]!.reviewerId],
				calls: 20,
				wanted: 1,
				eligible: 20,
				chosen: 1,
				strata: [{ pool: 'any', wanted: 1, eligible: 20, chosen: 1 }],
				ineligible: {},
				rostered: false
			}
		]);
		expect(candidateCount).toBe(20);
		expect(candidates.split('\n').slice(0, 3)).toEqual([
			'sha256-rank/2 any',
			'= lin lin',
			'lin-000'
		]);
	});

	it('counts why an agent has nothing to draw; superseded recordings are no calls', () => {
		const calls = [
			aCall({ id: 'a', durationMs: 10 }),
			aCall({ id: 'b', durationMs: 10 }),
			aCall({ id: 'c', verdict: 'empty' }),
			aCall({ id: 'd', current: false })
		];
		const { chosen, shares } = draw(sha256, 'seed', someFacts(calls));
		expect(chosen).toEqual([]);
		expect(shares[0]).toMatchObject({
			calls: 3,
			wanted: 1,
			eligible: 0,
			chosen: 0,
			reviewerIds: [],
			teamId: 'north',
			ineligible: { 'too-short': 2, 'not-playable': 1, superseded: 1 }
		});
	});

	it('has a share for everybody on duty, by a call or by the roster, and for nobody else', () => {
		const calls = [...someCalls(2), ...someCalls(2, { agentId: 'wei' })];
		const facts = someFacts(calls, {
			rostered: new Map([
				['lin', { teamId: 'north', departmentId: 'service' }],
				['hao', { teamId: 'south', departmentId: 'service' }],
				['out', { teamId: 'south', departmentId: 'service' }]
			]),
			agents: new Set(['lin', 'hao', 'idle'])
		});
		const shares = draw(sha256, 'seed', facts).shares;
		expect(
			shares.map((s) => [s.unitId, s.teamId, s.rostered, s.calls, s.wanted, s.chosen])
		).toEqual([
			['hao', 'south', true, 0, 1, 0],
			['lin', 'north', true, 2, 1, 1]
		]);
	});

	it('draws of teams where the plan says so; an agent in no team is a unit alone', () => {
		const calls = [
			...someCalls(5),
			...someCalls(5, { agentId: 'wei' }),
			...someCalls(5, { agentId: 'bo', teamId: 'south' }),
			...someCalls(5, { agentId: 'solo', teamId: null })
		];
		const rule = fixed(3, { unit: 'team', reviewer: { by: 'department-head' } });
		const { chosen, shares, candidates } = draw(sha256, 'seed', someFacts(calls, { rule }));
		expect(shares.map((s) => [s.unitId, s.unit, s.teamId, s.calls, s.chosen])).toEqual([
			['north', 'team', 'north', 10, 3],
			['solo', 'agent', null, 5, 3],
			['south', 'team', 'south', 5, 3]
		]);
		expect(chosen.every(({ reviewerId }) => reviewerId === 'ana')).toBe(true);
		expect(candidates.split('\n').filter((line) => line.startsWith('='))).toEqual([
			'= north lin',
			'= north wei',
			'= solo solo',
			'= south bo'
		]);
	});
});
