import { describe, expect, it } from 'vitest';
import { may, type PlainAction } from './permissions.ts';
import { nobody, roles, systemActor, type Actor, type Role } from './role.ts';

const actorOf = (role: Role): Actor => ({
	id: 'me',
	name: 'me',
	grants: [{ role, teamId: null, departmentId: null }]
});

const plain: Record<PlainAction, Role[]> = {
	'people.read': ['team-lead', 'department-head', 'technician', 'administrator', 'auditor'],
	'people.manage': ['administrator'],
	'source.read': ['technician', 'administrator', 'auditor'],
	'source.manage': ['technician'],
	'plan.read': ['team-lead', 'department-head', 'auditor'],
	'plan.manage': ['department-head'],
	'draw.run': ['department-head'],
	'hand-over.manage': ['team-lead', 'department-head'],
	'calendar.read': roles.slice(),
	'calendar.manage': ['department-head', 'administrator'],
	'audit.read': ['auditor'],
	'audit.verify': ['department-head', 'technician', 'administrator', 'auditor'],
	'rubric.read': ['agent', 'team-lead', 'department-head', 'auditor'],
	'rubric.edit': ['team-lead', 'department-head'],
	'rubric.publish': ['department-head'],
	'rubric.choose': ['department-head'],
	'phrase.manage': ['department-head'],
	'calibration.open': ['department-head'],
	'calibration.read': ['team-lead', 'department-head', 'auditor'],
	'agreement.read': ['department-head', 'auditor'],
	'incident.report': ['agent', 'team-lead', 'department-head', 'technician'],
	'incident.read': ['team-lead', 'department-head', 'technician', 'administrator', 'auditor'],
	'incident.handle': ['technician'],
	'audit.export': ['auditor'],
	'evidence.read': ['technician', 'administrator', 'auditor'],
	'account.link': ['administrator'],
	'job.read': ['technician', 'administrator', 'auditor']
};

describe('what a role may do at all', () => {
	it.each(Object.entries(plain) as [PlainAction, Role[]][])('%s: %j', (action, allowed) => {
		expect(roles.filter((role) => may(actorOf(role), action))).toEqual(
			roles.filter((role) => allowed.includes(role))
		);
		expect(may(nobody, action)).toBe(false);
		expect(may(systemActor('scheduler'), action)).toBe(true);
	});
});
