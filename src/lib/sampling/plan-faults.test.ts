import { describe, expect, it } from 'vitest';
import {
	DAILY_SELF_CHECK,
	DAILY_SPOT_CHECK,
	standardPlans,
	WEEKLY_AUDIT
} from './standard-plans.ts';
import {
	aRule,
	by,
	cast,
	everybody,
	faultsOf,
	head,
	judge,
	named,
	person,
	plain,
	type Changes
} from '../../../tests/fixtures/plan-faults.ts';

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
