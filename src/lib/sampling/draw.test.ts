import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, rankCalls } from './draw.ts';
import { whyIneligible, type PeriodCall } from './eligibility.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const leads = new Map([['north', ['omar']]]);
const rule = { perAgent: 1, minDurationMs: 1000 };

function aCall(overrides: Partial<PeriodCall> = {}): PeriodCall {
	return {
		id: 'call-1',
		agentId: 'lin',
		teamId: 'north',
		durationMs: 60_000,
		verdict: 'ok',
		reviewState: 'none',
		current: true,
		...overrides
	};
}

const someCalls = (n: number, agentId = 'lin') =>
	Array.from({ length: n }, (_, index) => aCall({ id: `${agentId}-${index}`, agentId }));

describe('whyIneligible', () => {
	it.each([
		['superseded', { current: false, verdict: 'empty' as const }],
		['not-playable', { verdict: 'empty' as const }],
		['not-playable', { verdict: 'unreadable' as const, durationMs: 0 }],
		['too-short', { durationMs: 999 }],
		['already-reviewed', { reviewState: 'reviewed' as const }],
		['already-drawn', { reviewState: 'assigned' as const }],
		['no-reviewer', { teamId: 'south' }],
		['no-reviewer', { teamId: null }],
		['reviewer-is-agent', { agentId: 'omar' }]
	])('says %s', (reason, overrides) => {
		expect(whyIneligible(aCall(overrides), rule, leads)).toBe(reason);
	});

	it.each([
		{},
		{ durationMs: 1000 },
		{ verdict: 'no-speech' as const },
		{ verdict: 'truncated' as const }
	])('lets %o be drawn', (overrides) => {
		expect(whyIneligible(aCall(overrides), rule, leads)).toBeUndefined();
	});
});

describe('draw', () => {
	it('takes the call with the lowest SHA-256(seed ‖ call id)', () => {
		const calls = someCalls(20);
		const lowest = calls
			.map(({ id }) => ({ id, key: sha256(`seed${id}`) }))
			.sort((a, b) => (a.key < b.key ? -1 : 1))[0]!;
		const { chosen, shares, candidates, candidateCount } = draw(sha256, 'seed', calls, {
			rule,
			leads
		});
		expect(chosen).toEqual([
			{ recordingId: lowest.id, agentId: 'lin', reviewerId: 'omar', rank: 1 }
		]);
		expect(shares).toEqual([
			{
				agentId: 'lin',
				teamId: 'north',
				reviewerId: 'omar',
				wanted: 1,
				eligible: 20,
				chosen: 1,
				ineligible: {}
			}
		]);
		expect(candidateCount).toBe(20);
		expect(candidates.split('\n').slice(0, 2)).toEqual(['lin lin-0', 'lin lin-1']);
	});

	it('counts why an agent has nothing to draw', () => {
		const calls = [
			aCall({ id: 'a', durationMs: 10 }),
			aCall({ id: 'b', durationMs: 10 }),
			aCall({ id: 'c', verdict: 'empty' })
		];
		const { chosen, shares } = draw(sha256, 'seed', calls, { rule, leads });
		expect(chosen).toEqual([]);
		expect(shares[0]).toMatchObject({
			eligible: 0,
			chosen: 0,
			reviewerId: null,
			ineligible: { 'too-short': 2, 'not-playable': 1 }
		});
	});

	it('never gives a lead an own call, and shares the others out evenly', () => {
		const two = new Map([['north', ['omar', 'mei']]]);
		const agents = ['omar', 'mei', ...Array.from({ length: 8 }, (_, n) => `agent-${n}`)];
		const calls = agents.flatMap((agent) => someCalls(5, agent));
		const { chosen } = draw(sha256, 'seed', calls, { rule, leads: two });
		expect(chosen).toHaveLength(10);
		expect(chosen.filter(({ agentId, reviewerId }) => agentId === reviewerId)).toEqual([]);
		const omars = chosen.filter(({ reviewerId }) => reviewerId === 'omar').length;
		expect(omars).toBeGreaterThanOrEqual(4);
		expect(omars).toBeLessThanOrEqual(6);
	});

	it('names no reviewer for the calls of a lead who leads alone', () => {
		const { chosen, shares } = draw(sha256, 'seed', someCalls(3, 'omar'), { rule, leads });
		expect(chosen).toEqual([]);
		expect(shares[0]).toMatchObject({ reviewerId: null, ineligible: { 'reviewer-is-agent': 3 } });
	});

	const anyCalls = fc.uniqueArray(
		fc.record({
			id: fc.uuid(),
			agentId: fc.constantFrom('lin', 'wei', 'hao', 'omar'),
			teamId: fc.constantFrom('north', 'south', null),
			durationMs: fc.integer({ min: 0, max: 3000 }),
			verdict: fc.constantFrom('ok' as const, 'empty' as const, 'no-speech' as const),
			reviewState: fc.constantFrom('none' as const, 'assigned' as const),
			current: fc.boolean()
		}),
		{ selector: ({ id }) => id, maxLength: 60 }
	);
	const anyLeads = new Map([
		['north', ['omar', 'mei']],
		['south', ['sun']]
	]);

	it('gives the same outcome for the same calls in any order', () => {
		fc.assert(
			fc.property(
				anyCalls.chain((calls) =>
					fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length }))
				),
				fc.integer({ min: 1, max: 4 }),
				([calls, shuffled], perAgent) => {
					const facts = { rule: { perAgent, minDurationMs: 1000 }, leads: anyLeads };
					expect(draw(sha256, 's', shuffled, facts)).toEqual(draw(sha256, 's', calls, facts));
				}
			)
		);
	});

	it('chooses min(wanted, eligible) of each agent, eligible ones only, none twice', () => {
		fc.assert(
			fc.property(anyCalls, fc.integer({ min: 1, max: 4 }), (calls, perAgent) => {
				const facts = { rule: { perAgent, minDurationMs: 1000 }, leads: anyLeads };
				const { chosen, shares } = draw(sha256, 's', calls, facts);
				for (const share of shares) {
					const drawn = chosen.filter(({ agentId }) => agentId === share.agentId);
					expect(drawn).toHaveLength(Math.min(perAgent, share.eligible));
					expect(share.chosen).toBe(drawn.length);
					const counted = Object.values(share.ineligible).reduce(
						(sum, n) => sum + n,
						share.eligible
					);
					expect(counted).toBe(calls.filter(({ agentId }) => agentId === share.agentId).length);
				}
				expect(new Set(chosen.map(({ recordingId }) => recordingId)).size).toBe(chosen.length);
				for (const pick of chosen) {
					const call = calls.find(({ id }) => id === pick.recordingId)!;
					expect(whyIneligible(call, facts.rule, anyLeads)).toBeUndefined();
					expect(anyLeads.get(call.teamId!)).toContain(pick.reviewerId);
				}
			})
		);
	});

	it('changes only what one more candidate must change', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.uuid(), (n, late) => {
				const calls = someCalls(n).concat(someCalls(n, 'wei'));
				const before = draw(sha256, 's', calls, { rule, leads }).chosen;
				const after = draw(sha256, 's', [...calls, aCall({ id: late })], { rule, leads }).chosen;
				expect(after[1]).toEqual(before[1]);
				expect([before[0]!.recordingId, late]).toContain(after[0]!.recordingId);
			})
		);
	});

	it('chooses every call equally often: chi-square over 2,000 seeds', () => {
		const calls = someCalls(20);
		const counts = new Map<string, number>();
		for (let seed = 0; seed < 2000; seed++) {
			const { id } = rankCalls(sha256, sha256(`seed ${seed}`), calls)[0]!;
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
		const expected = 2000 / calls.length;
		const chiSquare = calls.reduce(
			(sum, { id }) => sum + ((counts.get(id) ?? 0) - expected) ** 2 / expected,
			0
		);
		// 19 degrees of freedom: 99.9 % point.
		expect(chiSquare).toBeLessThan(43.82);
	});
});
