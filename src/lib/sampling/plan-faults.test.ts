import { describe, expect, it } from 'vitest';
import type { Grant } from '#lib/people/role.ts';
import { judgePlan } from './plan-faults.ts';
import { centreFacts, type PlanPerson } from './plan-people.ts';
import {
	DAILY_SELF_CHECK,
	DAILY_SPOT_CHECK,
	standardPlans,
	WEEKLY_AUDIT
} from './standard-plans.ts';
import type { PlanRule } from './plan.ts';

const today = 20_261_122;
const lead = (teamId: string): Grant => ({ role: 'team-lead', teamId, departmentId: null });
const head = (departmentId: string): Grant => ({
	role: 'department-head',
	teamId: null,
	departmentId
});
const plain = (role: Grant['role']): Grant => ({ role, teamId: null, departmentId: null });

function person(id: string, teamId: string | null, ...grants: Grant[]): PlanPerson {
	return { id, staffNo: id, name: id, disabled: false, teamId, joined: null, grants };
}

/** Hotline (head Ana): North (lead Omar; Lin, Wei), South (lead Sun, himself its only member). Repairs: West without a lead (Bo), no head. */
const cast: PlanPerson[] = [
	person('ana', null, head('hotline')),
	person('omar', null, lead('north')),
	person('lin', 'north', plain('agent')),
	person('wei', 'north', plain('agent')),
	person('sun', 'south', lead('south')),
	person('bo', 'west', plain('agent')),
	person('tech', null, plain('technician')),
	{ ...person('gone', null, plain('agent')), disabled: true }
];
const places = {
	departments: ['hotline', 'repairs'].map((id) => ({ id, name: id })),
	teams: [
		['north', 'hotline'],
		['south', 'hotline'],
		['west', 'repairs']
	].map(([id, departmentId]) => ({ id: id!, name: id!, departmentId: departmentId! })),
	rubricKeys: ['report']
};

type Changes = Partial<Omit<PlanRule, 'callsOf'>> & { callsOf?: Partial<PlanRule['callsOf']> };

function aRule({ callsOf, ...changes }: Changes = {}, key = DAILY_SPOT_CHECK): PlanRule {
	const ready = standardPlans[key]!;
	return { ...ready, ...changes, callsOf: { ...ready.callsOf, teamIds: ['north'], ...callsOf } };
}
const judge = (rule: PlanRule, people = cast, departmentId: string | null = null) =>
	judgePlan(rule, centreFacts({ ...places, people }), { departmentId, today });
const faultsOf = (rule: PlanRule, people = cast, departmentId: string | null = null) =>
	judge(rule, people, departmentId).faults.map(({ field, fault, names }) =>
		[field, fault, ...names].join(' ')
	);
const everybody = { teamIds: [] };
const named = (...userIds: string[]) => ({ reviewer: { by: 'named' as const, userIds } });
const by = <By extends 'team-lead' | 'department-head' | 'peers' | 'self'>(who: By) => ({
	reviewer: { by: who }
});
const eligible = standardPlans[DAILY_SPOT_CHECK]!.eligible;

describe('the ready plans', () => {
	it.each([DAILY_SPOT_CHECK, WEEKLY_AUDIT, DAILY_SELF_CHECK])('%s works', (key) => {
		expect(faultsOf(standardPlans[key]!)).toEqual([]);
	});

	it('works with a warning that names the team without a lead', () => {
		expect(judge(standardPlans[DAILY_SPOT_CHECK]!).warnings).toEqual([
			{ field: 'reviewer.by', fault: 'team-without-lead', names: ['west'] }
		]);
	});
});

describe('whose calls and who checks', () => {
	it.each<[string, Changes, string[]]>([
		[
			'a team of nobody',
			{ callsOf: { teamIds: [], userIds: ['omar'] } },
			['callsOf nobody-to-check']
		],
		[
			'a team without a lead',
			{ callsOf: { teamIds: ['west'] } },
			['reviewer.by team-without-lead west']
		],
		[
			'one among others',
			{ callsOf: { teamIds: ['north', 'west'] } },
			['reviewer.by team-without-lead west']
		],
		[
			'a department of it',
			{ callsOf: { teamIds: ['north'], departmentIds: ['repairs'] } },
			['reviewer.by team-without-lead west']
		],
		[
			'an agent in no team',
			{ callsOf: { teamIds: [], userIds: ['free'] } },
			['reviewer.by agent-without-team free']
		],
		[
			'a department without a head',
			{ ...by('department-head'), callsOf: { teamIds: ['west'] } },
			['reviewer.by department-without-head repairs']
		],
		[
			'peers of a team of one',
			{ ...by('peers'), callsOf: { teamIds: ['south'] } },
			['reviewer.by team-of-one south']
		],
		[
			'a reviewer of own calls',
			{ ...named('lin'), callsOf: { teamIds: [], userIds: ['lin'] } },
			['reviewer.by reviewer-checks-himself lin']
		],
		[
			'two, one of them in vain',
			{ ...named('lin', 'wei'), callsOf: { teamIds: [], userIds: ['lin'] } },
			['reviewer.userIds reviewer-checks-himself lin']
		],
		['an unknown reviewer', named('nobody'), ['reviewer.userIds unknown-person nobody']],
		['a disabled reviewer', named('omar', 'gone'), ['reviewer.userIds person-disabled gone']],
		['a technician as reviewer', named('tech'), ['reviewer.userIds reviewer-may-not-listen tech']],
		['an unknown team', { callsOf: { teamIds: ['east'] } }, ['callsOf.teamIds unknown-team east']],
		[
			'an unknown department',
			{ callsOf: { departmentIds: ['sales'] } },
			['callsOf.departmentIds unknown-department sales']
		],
		[
			'people unknown and gone',
			{ callsOf: { userIds: ['who', 'gone'] } },
			['callsOf.userIds unknown-person who', 'callsOf.userIds person-disabled gone']
		]
	])('refuses %s', (_, changes, faults) => {
		expect(faultsOf(aRule(changes), [...cast, person('free', null, plain('agent'))])).toEqual(
			faults
		);
	});

	it('gives the only lead’s own calls to the head, and without one refuses', () => {
		const south = aRule({ callsOf: { teamIds: ['south'] } });
		expect(faultsOf(south)).toEqual([]);
		const headless = cast.filter(({ id }) => id !== 'ana');
		expect(faultsOf(south, headless)).toEqual(['reviewer.by lead-checks-himself sun']);
	});

	it('refuses a head who would check the own calls only', () => {
		const agent = person('ana', 'north', head('hotline'));
		const alone = [agent, ...cast.filter(({ teamId, id }) => teamId !== 'north' && id !== 'ana')];
		const audit = aRule(by('department-head'));
		expect(faultsOf(audit, alone)).toEqual(['reviewer.by head-checks-himself ana']);
		expect(faultsOf(audit, [...alone, person('lin', 'north')])).toEqual([]);
		const asked = aRule({
			...by('department-head'),
			callsOf: { teamIds: ['north'], userIds: ['ana'] }
		});
		expect(faultsOf(asked, [...alone, person('lin', 'north')])).toEqual([
			'reviewer.by head-checks-himself ana'
		]);
	});

	it('refuses when nobody is left to check at all', () => {
		const bare = cast.filter(({ teamId }) => teamId === null);
		expect(faultsOf(aRule({ callsOf: everybody }), bare)).toEqual(['callsOf nobody-to-check']);
	});

	it('keeps a department’s plan to the department', () => {
		const wide = { teamIds: ['west'], userIds: ['bo'], departmentIds: ['repairs'] };
		expect(faultsOf(aRule({ ...named('bo'), callsOf: wide }), cast, 'hotline')).toEqual([
			'callsOf.departmentIds beyond-department repairs',
			'callsOf.teamIds beyond-department west',
			'callsOf.userIds beyond-department bo',
			'reviewer.userIds beyond-department bo'
		]);
		expect(faultsOf(aRule(named('ana', 'omar', 'sun')), cast, 'hotline')).toEqual([]);
	});

	it('warns when nobody is new, and not when somebody is', () => {
		const rule = aRule({ callsOf: { newUpToDays: 30 } });
		expect(judge(rule).warnings).toEqual([
			{ field: 'callsOf.newUpToDays', fault: 'nobody-new', names: [] }
		]);
		const joined = (day: number) => [...cast, { ...person('new', 'north'), joined: day }];
		expect(judge(rule, joined(20_261_023)).warnings).toEqual([]);
		expect(judge(rule, joined(20_261_022)).warnings).toHaveLength(1);
	});
});

describe('figures', () => {
	const any = (percent: number) => ({ pool: 'any' as const, percent });
	const hours = (fromHour: number, toHour: number) => ({
		pool: 'hours' as const,
		percent: 50,
		fromHour,
		toHour
	});
	const at = (hour: number) => ({ in: 'working-days' as const, days: 0, at: { hour, minute: 0 } });
	it.each<[string, Changes, string[]]>([
		[
			'shares below 100',
			{ strata: [any(60), { pool: 'longest', percent: 30 }] },
			['strata shares-not-100']
		],
		[
			'shares above 100',
			{ strata: [any(60), { pool: 'longest', percent: 41 }] },
			['strata shares-not-100']
		],
		['a pool twice', { strata: [any(50), any(50)] }, ['strata.1.pool pool-twice']],
		['an empty band of hours', { strata: [any(50), hours(9, 9)] }, ['strata.1.toHour hours-empty']],
		[
			'a least above the most',
			{ count: { how: 'percent', percent: 5, min: 4, max: 3 } },
			['count.min min-above-max']
		],
		[
			'a shortest above the longest',
			{ eligible: { ...eligible, minDurationMs: 61_000, maxDurationMs: 60_000 } },
			['eligible.minDurationMs shortest-above-longest']
		],
		[
			'a workload of teams',
			{ unit: 'team', count: { how: 'workload', perTen: 1, min: 1, max: 5 } },
			['unit team-has-no-workload']
		],
		['teams that check themselves', { ...by('self'), unit: 'team' }, ['unit counts-by-agent']],
		['a due time before the drawing', { due: at(6) }, ['due.at due-before-drawn']],
		['an unknown rubric', { rubricKey: 'sales' }, ['rubricKey unknown-rubric sales']]
	])('refuses %s', (_, changes, faults) => {
		expect(faultsOf(aRule(changes))).toEqual(faults);
	});

	it.each<[string, Changes]>([
		['hours over midnight beside others', { strata: [hours(22, 6), hours(6, 22)] }],
		['the least as the most', { count: { how: 'percent', percent: 5, min: 3, max: 3 } }],
		[
			'one length only',
			{ eligible: { ...eligible, minDurationMs: 60_000, maxDurationMs: 60_000 } }
		],
		['a due time later on the day of drawing', { due: at(7) }],
		['a published rubric', { rubricKey: 'report' }]
	])('takes %s', (_, changes) => {
		expect(faultsOf(aRule(changes))).toEqual([]);
	});

	it('tells the sum of the shares', () => {
		expect(judge(aRule({ strata: [any(60)] })).faults[0]).toMatchObject({ figure: 60 });
	});
});
