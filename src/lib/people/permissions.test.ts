import { describe, expect, it } from 'vitest';
import { holderOf, placedNames, places } from '../../../tests/support/permission-checks.ts';
import { neverOwn } from '../../../tests/fixtures/permission-verdicts.ts';
import { can, inScope, isEmptyScope, mayBeEntrusted, scopeOf } from './permissions.ts';
import { nobody, roles, type Actor } from './role.ts';

const everything: Actor = {
	id: 'me',
	name: 'me',
	grants: roles.map((role) => ({ role, teamId: 't1', departmentId: 'd1' }))
};

describe('what a role may do to a call', () => {
	it('never lets anybody review an own call, whatever roles they hold', () => {
		expect(can(everything, 'review.submit', places.own)).toBe('forbidden');
		expect(can(everything, 'review.submit', places.team)).toBe('allowed');
	});

	it.each(neverOwn)(
		'never lets anybody do %s on an own call, whatever roles and tasks they hold',
		(action) => {
			for (const entrusted of [false, true])
				expect(can(everything, action, { ...places.own, entrusted })).not.toBe('allowed');
		}
	);

	it('reaches nothing without a role', () => {
		for (const action of placedNames)
			expect(isEmptyScope(scopeOf(nobody, action)), action).toBe(true);
	});

	it('counts the team at the time of the call, and no other', () => {
		const lead = holderOf('team-lead');
		const moved = { agentId: 'lin', teamId: 't2', departmentId: 'd1' };
		expect(can(lead, 'recording.hear', moved)).toBe('hidden');
	});
});

describe('what a task allows on a call elsewhere', () => {
	const entrusted = { ...places.elsewhere, entrusted: true };

	it('ends with the task, reaches no list, and is nothing without a role', () => {
		const agent = holderOf('agent');
		expect(can(agent, 'recording.hear', { ...entrusted, entrusted: false })).toBe('hidden');
		expect(inScope(scopeOf(agent, 'recording.list'), entrusted)).toBe(false);
		expect(can(nobody, 'recording.hear', entrusted)).toBe('hidden');
		expect(roles.filter((role) => mayBeEntrusted(holderOf(role)))).toEqual([
			'agent',
			'team-lead',
			'department-head'
		]);
	});
});
