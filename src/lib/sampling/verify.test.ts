import { describe, expect, it } from 'vitest';
import {
	aCall,
	aRule,
	aStoredDraw,
	eligibleOf,
	sha256,
	someCalls,
	someFacts
} from '../../../tests/fixtures/draws.ts';
import { mutations } from '../../../tests/fixtures/draw-mutations.ts';
import { FIRST_ALGORITHM } from './candidates.ts';
import type { PlanRule } from './plan.ts';
import { readShare, standingOf, type StoredDraw } from './stored-draw.ts';
import { replay } from './verify.ts';

const seed = sha256('a seed');
const agents = ['lin', 'wei', 'hao', 'omar', 'mei'];
const calls = agents.flatMap((agentId) => someCalls(8, { agentId }));
const three: PlanRule['strata'] = [
	{ pool: 'longest', percent: 30 },
	{ pool: 'praised', percent: 30 },
	{ pool: 'any', percent: 40 }
];
const late = [...someCalls(3, { agentId: 'bo' }), aCall({ id: 'lin-late' })];
const praised = new Set(calls.filter((_, at) => at % 3 === 0).map(({ id }) => id));

const byLeads = (overrides: Partial<PlanRule> = {}) =>
	someFacts([...calls, aCall({ id: 'short', durationMs: 1 })], {
		rule: aRule({ count: { how: 'fixed', n: 3 }, strata: three, ...overrides }),
		rostered: new Map([['bo', { teamId: 'north', departmentId: 'service' }]]),
		marks: { praised },
		reviewers: {
			named: ['x', 'y', 'z'],
			peers: new Map([['north', agents]]),
			heads: new Map([['service', ['ana', 'ben']]])
		}
	});

const draws: [string, StoredDraw][] = [
	['a spot check', aStoredDraw(someFacts(calls))],
	['a spot check by strata', aStoredDraw(byLeads(), { replaced: ['lin', 'mei'], late })],
	[
		'an audit of teams',
		aStoredDraw(
			byLeads({ unit: 'team', reviewer: { by: 'department-head' }, count: { how: 'fixed', n: 9 } }),
			{ replaced: ['north'] }
		)
	],
	[
		'a self-check by workload',
		aStoredDraw(
			byLeads({
				reviewer: { by: 'self' },
				count: { how: 'workload', perTen: 3, min: 1, max: 5 },
				eligible: eligibleOf({ reviewed: 'any' })
			}),
			{ replaced: ['hao'], late }
		)
	],
	['a peer check', aStoredDraw(byLeads({ reviewer: { by: 'peers' } }), { late })],
	[
		'a draw where calls run out',
		aStoredDraw(byLeads({ count: { how: 'percent', percent: 90, min: 1, max: 200 } }), {
			replaced: ['lin', 'wei', 'hao']
		})
	],
	['a draw of nothing', aStoredDraw(someFacts([]))]
];

describe('replay', () => {
	it.each(draws)('%s matches', (_, stored) => {
		expect(replay(sha256, seed, stored)).toEqual({ match: true });
	});

	it('the draws of this test have top-ups, substitutes and calls that ran out', () => {
		expect(draws.filter(([, { rounds }]) => rounds.length === 2)).toHaveLength(3);
		const substitutes = draws.flatMap(([, { replacements }]) => replacements);
		expect(substitutes.filter(({ substituteId }) => substituteId !== null)).toHaveLength(4);
		expect(substitutes.filter(({ skipped }) => skipped.length > 0)).toHaveLength(4);
		expect(substitutes).toHaveLength(7);
	});

	it.each([
		['unknown-algorithm', { algorithm: 'sha256-rank/3' }],
		['seed-differs', { seed: sha256('another') }],
		['commitment-differs', { commitment: { seedSha256: sha256('x'), at: new Date() } }]
	])('says %s', (fault, change) => {
		expect(replay(sha256, seed, { ...draws[0]![1], ...change })).toEqual({ match: false, fault });
	});

	it.each(draws.slice(0, -1))('names every change of %s', (_, stored) => {
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
		const stored = draws[1]![1];
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
	const lines = agents.flatMap((agent) =>
		calls.filter((c) => c.agentId === agent).map((c) => `${agent} ${c.id}\n`)
	);
	const candidates = lines.sort().join('');
	const chosen = agents.map((agentId) => {
		const own = calls.filter((call) => call.agentId === agentId);
		return own.map(({ id }) => [sha256(seed + id), id] as const).sort()[0]![1];
	});
	const stored: StoredDraw = {
		...draws[0]![1],
		algorithm: FIRST_ALGORITHM,
		commitment: null,
		rounds: [
			{
				...draws[0]![1].rounds[0]!,
				candidates,
				candidatesSha256: sha256(candidates),
				chained: null,
				shares: agents.map((agentId) =>
					readShare({
						agentId,
						teamId: 'north',
						reviewerId: 'omar',
						wanted: 1,
						eligible: 8,
						chosen: 1,
						ineligible: { superseded: 2 }
					})
				)
			}
		],
		picks: agents.map((agentId, at) => ({
			assignmentId: `task-${at}`,
			recordingId: chosen[at]!,
			agentId,
			unitId: agentId,
			reviewerId: 'omar',
			stratum: 'any',
			rank: 1,
			round: 0
		}))
	};

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
		const [share] = draws[1]![1].rounds[0]!.shares;
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
