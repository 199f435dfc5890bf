import { describe, expect, it } from 'vitest';
import {
	can,
	inScope,
	isEmptyScope,
	mayBeEntrusted,
	scopeOf,
	type PlacedAction,
	type Verdict
} from './permissions.ts';
import { nobody, roles, type Actor, type Role } from './role.ts';

/** Where a call stands seen from the actor: own, of the own team, of a sister team, elsewhere, of nobody. */
const places = {
	own: { agentId: 'me', teamId: 't1', departmentId: 'd1' },
	team: { agentId: 'lin', teamId: 't1', departmentId: 'd1' },
	department: { agentId: 'wu', teamId: 't2', departmentId: 'd1' },
	elsewhere: { agentId: 'qi', teamId: 't9', departmentId: 'd9' },
	unplaced: { agentId: null, teamId: null, departmentId: null }
};
const relations = Object.keys(places) as (keyof typeof places)[];

const actorOf = (role: Role): Actor => ({
	id: 'me',
	name: 'me',
	grants: [
		{
			role,
			teamId: role === 'team-lead' ? 't1' : null,
			departmentId: role === 'department-head' ? 'd1' : null
		}
	]
});

/** a allowed, f forbidden, h hidden; in the order own, team, department, elsewhere, unplaced. */
const table: Record<PlacedAction, Record<Role, string>> = {
	'recording.list': row('ahhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'recording.hear': row('ahhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'recording.unmask': row('fhhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'review.read': row('ahhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'review.submit': row('fhhhh', 'fahhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'review.correct': row('fhhhh', 'fahhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'second-review.rule': row('fhhhh', 'ffhhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'concealment.read': row('hhhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'concealment.rule': row('fhhhh', 'ffhhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'review.acknowledge': row('ahhhh', 'ffhhh', 'fffhh', 'hhhhh', 'hhhhh', 'fffff'),
	'self-check.submit': row('ahhhh', 'afhhh', 'affhh', 'hhhhh', 'hhhhh', 'fffff'),
	'peer-check.submit': row('fhhhh', 'ffhhh', 'fffhh', 'hhhhh', 'hhhhh', 'fffff'),
	'assignment.replace': row('fhhhh', 'fahhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'assignment.reassign': row('fhhhh', 'ffhhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'duty.excuse': row('fhhhh', 'ffhhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'assessment.read': row('ahhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'sampling.read': row('hhhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'custody.read': row('hhhhh', 'aahhh', 'aaahh', 'hhhhh', 'hhhhh', 'aaaaa'),
	'deletion.request': row('fhhhh', 'fahhh', 'fffhh', 'hhhhh', 'hhhhh', 'fffff'),
	'deletion.decide': row('fhhhh', 'ffhhh', 'faahh', 'hhhhh', 'hhhhh', 'fffff'),
	'deletion.restore': row('fhhhh', 'ffhhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'hold.place': row('fhhhh', 'ffhhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'hold.release': row('fhhhh', 'ffhhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'restriction.set': row('fhhhh', 'ffhhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff'),
	'retention.note': row('fhhhh', 'ffhhh', 'aaahh', 'hhhhh', 'hhhhh', 'fffff')
};

function row(...verdicts: [string, string, string, string, string, string]) {
	return Object.fromEntries(roles.map((role, n) => [role, verdicts[n]])) as Record<Role, string>;
}

const letters: Record<Verdict, string> = { allowed: 'a', forbidden: 'f', hidden: 'h' };
const cases = (Object.keys(table) as PlacedAction[]).flatMap((action) =>
	roles.map((role) => [action, role, table[action][role]] as const)
);

const everything: Actor = {
	id: 'me',
	name: 'me',
	grants: roles.map((role) => ({ role, teamId: 't1', departmentId: 'd1' }))
};

describe('what a role may do to a call', () => {
	it.each(cases)('%s by %s: %s', (action, role, expected) => {
		const verdicts = relations.map(
			(relation) => letters[can(actorOf(role), action, places[relation])]
		);
		expect(verdicts.join('')).toBe(expected);
	});

	it.each(cases)('%s by %s: lists show what single things allow', (action, role) => {
		const actor = actorOf(role);
		for (const relation of relations)
			if (can(actor, action, places[relation]) === 'allowed')
				expect(inScope(scopeOf(actor, action), places[relation])).toBe(true);
		expect(isEmptyScope(scopeOf(nobody, action))).toBe(true);
	});

	it('never lets anybody review an own call, whatever roles they hold', () => {
		expect(can(everything, 'review.submit', places.own)).toBe('forbidden');
		expect(can(everything, 'review.submit', places.team)).toBe('allowed');
	});

	it.each([
		'peer-check.submit',
		'review.correct',
		'second-review.rule',
		'concealment.rule',
		'assignment.replace',
		'assignment.reassign',
		'duty.excuse',
		'deletion.request',
		'deletion.decide'
	] as const)(
		'never lets anybody do %s on an own call, whatever roles and tasks they hold',
		(action) => {
			for (const entrusted of [false, true])
				expect(can(everything, action, { ...places.own, entrusted })).toBe('forbidden');
		}
	);

	it('counts the team at the time of the call, and no other', () => {
		const lead = actorOf('team-lead');
		const moved = { agentId: 'lin', teamId: 't2', departmentId: 'd1' };
		expect(can(lead, 'recording.hear', moved)).toBe('hidden');
	});
});

/** By a task alone, in the order agent, team lead, head, technician, administrator, auditor. */
const byTask: Record<PlacedAction, string> = {
	'recording.list': 'aaahha',
	'recording.hear': 'aaahhf',
	'recording.unmask': 'fffhhf',
	'review.read': 'fffhha',
	'review.submit': 'aaahhf',
	'review.correct': 'fffhhf',
	'second-review.rule': 'fffhhf',
	'concealment.read': 'hhhhha',
	'concealment.rule': 'fffhhf',
	'review.acknowledge': 'fffhhf',
	'self-check.submit': 'fffhhf',
	'peer-check.submit': 'aaahhf',
	'assignment.replace': 'aaahhf',
	'assignment.reassign': 'fffhhf',
	'duty.excuse': 'fffhhf',
	'assessment.read': 'hhhhha',
	'sampling.read': 'hhhhha',
	'custody.read': 'hhhhha',
	'deletion.request': 'fffhhf',
	'deletion.decide': 'fffhhf',
	'deletion.restore': 'fffhhf',
	'hold.place': 'fffhhf',
	'hold.release': 'fffhhf',
	'restriction.set': 'fffhhf',
	'retention.note': 'fffhhf'
};
const taskRoles: Role[] = [
	'agent',
	'team-lead',
	'department-head',
	'technician',
	'administrator',
	'auditor'
];

describe('what a task allows on a call elsewhere', () => {
	const entrusted = { ...places.elsewhere, entrusted: true };

	it.each(Object.entries(byTask) as [PlacedAction, string][])('%s: %s', (action, expected) => {
		expect(taskRoles.map((role) => letters[can(actorOf(role), action, entrusted)]).join('')).toBe(
			expected
		);
	});

	it('ends with the task, reaches no list, and is nothing without a role', () => {
		const agent = actorOf('agent');
		expect(can(agent, 'recording.hear', { ...entrusted, entrusted: false })).toBe('hidden');
		expect(inScope(scopeOf(agent, 'recording.list'), entrusted)).toBe(false);
		expect(can(nobody, 'recording.hear', entrusted)).toBe('hidden');
		expect(taskRoles.filter((role) => mayBeEntrusted(actorOf(role)))).toEqual([
			'agent',
			'team-lead',
			'department-head'
		]);
	});
});
