import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCall, aRule, sha256, someCalls, someFacts } from '../../../tests/fixtures/draws.ts';
import { draw, type DrawFacts } from './draw.ts';
import type { PeriodCall } from './eligibility.ts';
import type { PlanRule } from './plan.ts';
import { circles } from './reviewers.ts';

type By = PlanRule['reviewer'];
const circleOf = (by: By, call: PeriodCall, reviewers: Partial<DrawFacts['reviewers']> = {}) =>
	[...circles({ reviewer: by }, someFacts([], { reviewers }).reviewers)(call)].sort();

describe('circles', () => {
	const lead: By = { by: 'team-lead' };
	const head: By = { by: 'department-head' };
	const named: By = { by: 'named', userIds: [] };
	const sunsCall = aCall({ agentId: 'sun', teamId: 'south' });

	it.each<[string, By, PeriodCall, Partial<DrawFacts['reviewers']>, string[]]>([
		['the leads of the team', lead, aCall(), {}, ['mei', 'omar']],
		['nobody for a team without leads', lead, aCall({ teamId: 'west' }), {}, []],
		['nobody without a team', lead, aCall({ teamId: null }), {}, []],
		["the head for the only lead's own call", lead, sunsCall, {}, ['ana']],
		['the lead alone where there is no head', lead, sunsCall, { heads: new Map() }, ['sun']],
		[
			'the lead alone where the head is the lead',
			lead,
			sunsCall,
			{ heads: new Map([['service', ['sun']]]) },
			['sun']
		],
		[
			'a deputy for a lead who is away',
			lead,
			aCall(),
			{ deputies: new Map([['mei', 'bo']]) },
			['bo', 'omar']
		],
		['a deputy once', lead, aCall(), { deputies: new Map([['mei', 'omar']]) }, ['omar']],
		[
			"the deputy's deputy",
			lead,
			aCall({ teamId: 'south' }),
			{
				deputies: new Map([
					['sun', 'bo'],
					['bo', 'ana']
				])
			},
			['ana']
		],
		[
			'somebody where deputies stand in a ring',
			lead,
			aCall({ teamId: 'south' }),
			{
				deputies: new Map([
					['sun', 'bo'],
					['bo', 'sun']
				])
			},
			['bo']
		],
		[
			"the head for the only deputy's own call",
			lead,
			aCall({ agentId: 'bo', teamId: 'south' }),
			{ deputies: new Map([['sun', 'bo']]) },
			['ana']
		],
		['the heads of the department', head, aCall(), {}, ['ana']],
		['nobody without a department', head, aCall({ departmentId: null }), {}, []],
		['a deputy for a head', head, aCall(), { deputies: new Map([['ana', 'mei']]) }, ['mei']],
		['the agent', { by: 'self' }, aCall(), { deputies: new Map([['lin', 'bo']]) }, ['lin']],
		[
			'colleagues on duty',
			{ by: 'peers' },
			aCall(),
			{ peers: new Map([['north', ['lin', 'wei']]]) },
			['lin', 'wei']
		],
		['no colleagues without a team', { by: 'peers' }, aCall({ teamId: null }), {}, []],
		[
			'who is named',
			named,
			aCall(),
			{ named: ['bo', 'mei'], deputies: new Map([['mei', 'bo']]) },
			['bo']
		]
	])('%s', (_, by, call, reviewers, expected) => {
		expect(circleOf(by, call, reviewers)).toEqual(expected);
	});
});

const agents = (n: number) => Array.from({ length: n }, (_, at) => `agent-${at}`);
const loads = (facts: DrawFacts, seed = 'seed') => {
	const { chosen } = draw(sha256, seed, facts);
	return [...Map.groupBy(chosen, ({ reviewerId }) => reviewerId)]
		.map(([, own]) => own.length)
		.sort((a, b) => a - b);
};

describe('handing out', () => {
	it('hands the agents of a team round its leads, all calls of one to the same', () => {
		const calls = agents(9).flatMap((agentId) => someCalls(5, { agentId }));
		const facts = someFacts(calls, { rule: aRule({ count: { how: 'fixed', n: 2 } }) });
		expect(loads(facts)).toEqual([8, 10]);
		for (const { reviewerIds } of draw(sha256, 'seed', facts).shares)
			expect(reviewerIds).toHaveLength(1);
	});

	it('does not always give the odd one to the same lead', () => {
		const facts = someFacts(agents(3).flatMap((agentId) => someCalls(2, { agentId })));
		const twice = new Set(
			Array.from({ length: 20 }, (_, seed) => {
				const { chosen } = draw(sha256, `${seed}`, facts);
				return chosen.filter(({ reviewerId }) => reviewerId === 'mei').length;
			})
		);
		expect(twice).toEqual(new Set([1, 2]));
	});

	it('passes a lead own call to the next lead, of an only lead to the head', () => {
		const two = [...someCalls(3, { agentId: 'omar' }), ...someCalls(3, { agentId: 'mei' })];
		const sun = someCalls(3, { agentId: 'sun', teamId: 'south' });
		const { chosen } = draw(sha256, 'seed', someFacts([...two, ...sun]));
		expect(chosen.map(({ agentId, reviewerId }) => [agentId, reviewerId])).toEqual([
			['mei', 'omar'],
			['omar', 'mei'],
			['sun', 'ana']
		]);
	});

	it('hands peers round evenly: each checks as many as are drawn of each', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 12 }),
				fc.integer({ min: 1, max: 5 }),
				fc.string(),
				(n, wanted, seed) => {
					const facts = someFacts(
						agents(n).flatMap((agentId) => someCalls(6, { agentId })),
						{
							rule: aRule({ reviewer: { by: 'peers' }, count: { how: 'fixed', n: wanted } }),
							reviewers: { peers: new Map([['north', agents(n)]]) }
						}
					);
					expect(loads(facts, seed)).toEqual(agents(n).map(() => wanted));
				}
			)
		);
	});

	it.each<By>([{ by: 'named', userIds: [] }, { by: 'department-head' }])(
		'hands the calls of all units round %o',
		(reviewer) => {
			const calls = agents(7).flatMap((agentId, at) =>
				someCalls(4, { agentId, teamId: `team-${at % 2}` })
			);
			const facts = someFacts(calls, {
				rule: aRule({ reviewer, unit: 'team', count: { how: 'fixed', n: 5 } }),
				reviewers: { named: ['a', 'b', 'c'], heads: new Map([['service', ['a', 'b', 'c']]]) }
			});
			expect(loads(facts)).toEqual([3, 3, 4]);
		}
	);

	it('passes on a call that somebody has reviewed', () => {
		const facts = someFacts(someCalls(1), {
			rule: aRule({ eligible: { ...aRule().eligible, reviewed: 'any' } }),
			marks: { reviews: new Map([['lin-000', { outcome: 'failed', reviewerIds: ['mei'] }]]) }
		});
		for (let seed = 0; seed < 10; seed++)
			expect(draw(sha256, `${seed}`, facts).chosen[0]!.reviewerId).toBe('omar');
	});
});
