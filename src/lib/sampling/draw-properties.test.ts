/** What holds of every draw, whatever the calls, the rule and the seed. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquare } from '../../../tests/fixtures/chi-square.ts';
import { aCall, aRule, sha256, someCalls, someFacts } from '../../../tests/fixtures/draws.ts';
import { draw, type DrawFacts } from './draw.ts';
import { whyNobodyChecks, whyUnfit, type PeriodCall } from './eligibility.ts';
import type { PlanRule } from './plan.ts';
import { circles } from './reviewers.ts';

const fixed = (n: number, more: Partial<PlanRule> = {}) =>
	aRule({ count: { how: 'fixed', n }, ...more });
const ids = (outcome: { chosen: { recordingId: string }[] }) =>
	outcome.chosen.map(({ recordingId }) => recordingId);

describe('any draw', () => {
	const anyCalls = fc.uniqueArray(
		fc.record({
			id: fc.uuid(),
			agentId: fc.constantFrom('lin', 'wei', 'hao', 'omar', 'sun', 'ana'),
			teamId: fc.constantFrom('north', 'south', null),
			departmentId: fc.constantFrom('service', null),
			startedAt: fc.integer({ min: 0, max: 86_399_999 }),
			durationMs: fc.integer({ min: 0, max: 3000 }),
			verdict: fc.constantFrom('ok' as const, 'empty' as const, 'no-speech' as const),
			current: fc.boolean(),
			direction: fc.constantFrom('inbound' as const, 'outbound' as const),
			kind: fc.constant('report' as const),
			queue: fc.constant(null)
		}),
		{ selector: ({ id }) => id, maxLength: 60 }
	);
	const anyRule = fc.record({
		unit: fc.constantFrom('agent' as const, 'team' as const),
		reviewer: fc.constantFrom<PlanRule['reviewer']>(
			{ by: 'team-lead' },
			{ by: 'department-head' },
			{ by: 'self' },
			{ by: 'peers' },
			{ by: 'named', userIds: [] }
		),
		count: fc.oneof(
			fc.record({ how: fc.constant('fixed' as const), n: fc.integer({ min: 1, max: 6 }) }),
			fc.constant({ how: 'percent' as const, percent: 30, min: 1, max: 9 })
		),
		strata: fc.constantFrom<PlanRule['strata']>(
			[{ pool: 'any', percent: 100 }],
			[
				{ pool: 'longest', percent: 40 },
				{ pool: 'any', percent: 20 },
				{ pool: 'hours', percent: 40, fromHour: 20, toHour: 6 }
			]
		)
	});
	const anyFacts = fc.tuple(anyCalls, anyRule).map(([calls, rule]) =>
		someFacts(calls, {
			rule: aRule(rule),
			rostered: new Map([['bo', { teamId: 'south', departmentId: 'service' }]]),
			marks: {
				drawn: new Set(calls.filter((_, at) => at % 7 === 3).map(({ id }) => id)),
				reviews: new Map(
					calls
						.filter((_, at) => at % 5 === 2)
						.map(({ id }) => [id, { outcome: 'passed', reviewerIds: ['mei'] }])
				)
			},
			reviewers: {
				peers: new Map([['north', ['lin', 'wei', 'hao']]]),
				named: ['mei', 'lin'],
				heads: new Map([['service', ['ana']]])
			}
		})
	);
	const shuffledToo = anyFacts.chain((facts) =>
		fc.tuple(
			fc.constant(facts),
			fc.shuffledSubarray([...facts.calls], { minLength: facts.calls.length })
		)
	);

	it('gives the same outcome for the same calls in any order', () => {
		fc.assert(
			fc.property(shuffledToo, ([facts, calls]) => {
				expect(draw(sha256, 's', { ...facts, calls })).toEqual(draw(sha256, 's', facts));
			})
		);
	});

	it('chooses min(wanted, eligible) of each unit, eligible ones only, none twice', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				const { chosen, shares, candidateCount } = draw(sha256, 's', facts);
				const isFit = fitnessOf(facts);
				expect(candidateCount).toBe(facts.calls.filter(isFit).length);
				for (const share of shares) {
					const drawn = chosen.filter(({ unitId }) => unitId === share.unitId);
					expect(drawn).toHaveLength(Math.min(share.wanted, share.eligible));
					expect(share.chosen).toBe(drawn.length);
					expect(drawn.map(({ rank }) => rank)).toEqual(drawn.map((_, at) => at + 1));
					expect(share.strata.reduce((sum, stratum) => sum + stratum.chosen, 0)).toBe(drawn.length);
					expect(new Set(share.reviewerIds)).toEqual(new Set(drawn.map((one) => one.reviewerId)));
				}
				expect(new Set(ids({ chosen })).size).toBe(chosen.length);
				const fit = new Set(facts.calls.filter(isFit).map(({ id }) => id));
				expect(ids({ chosen }).filter((id) => !fit.has(id))).toEqual([]);
			})
		);
	});

	it('gives nobody an own call, but for self-checks, and nobody a call reviewed before', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				const isSelf = facts.rule.reviewer.by === 'self';
				for (const { agentId, reviewerId, recordingId } of draw(sha256, 's', facts).chosen) {
					expect(agentId === reviewerId).toBe(isSelf);
					const reviewed = facts.marks.reviews.get(recordingId)?.reviewerIds ?? [];
					expect(reviewed).not.toContain(reviewerId);
				}
			})
		);
	});

	it('changes only what one more candidate must change', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 5 }),
				fc.uuid(),
				(n, wanted, id) => {
					const calls = [...someCalls(n), ...someCalls(n, { agentId: 'wei' })];
					const facts = someFacts(calls, { rule: fixed(wanted) });
					const before = draw(sha256, 's', facts).chosen;
					const after = draw(sha256, 's', { ...facts, calls: [aCall({ id }), ...calls] }).chosen;
					const of = (agentId: string, chosen: typeof before) =>
						chosen.filter((one) => one.agentId === agentId);
					expect(of('wei', after)).toEqual(of('wei', before));
					const stayed = of('lin', after).filter(({ recordingId }) => recordingId !== id);
					expect(ids({ chosen: stayed })).toEqual(
						ids({ chosen: of('lin', before) }).slice(0, stayed.length)
					);
					expect(stayed.length).toBeGreaterThanOrEqual(Math.min(wanted, n) - 1);
				}
			)
		);
	});

	it.each<[string, PlanRule['strata'], (id: string) => boolean]>([
		['all calls', [{ pool: 'any', percent: 100 }], () => true],
		[
			'a pool after another',
			[
				{ pool: 'any', percent: 50 },
				{ pool: 'praised', percent: 50 }
			],
			(id) => Number(id.slice(-3)) % 2 === 0
		]
	])('chooses every call of %s equally often: chi-square over 2,000 seeds', (_, strata, isIn) => {
		const calls = someCalls(40);
		const pool = calls.filter(({ id }) => isIn(id)).map(({ id }) => id);
		const facts = someFacts(calls, {
			rule: fixed(strata.length, { strata }),
			marks: { praised: new Set(pool) }
		});
		const last = strata.at(-1)!.pool;
		const counts = new Map(pool.map((id) => [id, 0]));
		for (let seed = 0; seed < 2000; seed++)
			for (const one of draw(sha256, sha256(`${seed}`), facts).chosen)
				if (one.stratum === last) counts.set(one.recordingId, counts.get(one.recordingId)! + 1);
		const expected = pool.map(() => 2000 / pool.length);
		// 39 and 19 degrees of freedom: 99.9 % points.
		expect(chiSquare([...counts.values()], expected)).toBeLessThan(
			pool.length === 40 ? 72.05 : 43.82
		);
	});
});

function fitnessOf({ rule, marks, reviewers }: DrawFacts) {
	const circleOf = circles(rule, reviewers);
	return (call: PeriodCall): boolean =>
		!whyUnfit(call, rule, marks) &&
		(rule.reviewer.by === 'self' || !whyNobodyChecks(call, circleOf(call), marks));
}
