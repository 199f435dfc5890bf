/** The department, its teams and people, since some weeks before the first call. */
import { appendAudit } from '#lib/audit/server/append.ts';
import type { EntryDraft } from '#lib/audit/entry.ts';
import { systemActor, type Actor, type Grant, type Role } from '#lib/people/role.ts';
import {
	departments,
	endpointAssignments,
	roleGrants,
	teamMemberships,
	teams,
	users
} from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	agentNames,
	agentStaffNo,
	DEPARTMENT,
	leadNames,
	leadStaffNo,
	others,
	TEAMS
} from './names.ts';

export interface Person {
	id: string;
	staffNo: string;
	name: string;
	role: Role;
	/** Place among the agents, from 0; -1 for everybody else. */
	index: number;
	teamId: string | null;
	actor: Actor;
}

export interface Centre {
	departmentId: string;
	people: Person[];
	agents: Person[];
	/** By team id. */
	leads: Map<string, Person>;
	/** The extension an agent has at a time. */
	extensionOf(index: number, at: Date): string;
}

/** Some agents changed desks: their first extension until then. */
const moved = new Map([
	[2, '8102'],
	[10, '8110'],
	[19, '8119']
]);
const extension = (index: number) => String(8001 + index);

export async function addPeople(db: Db, since: Date, movedAt: Date): Promise<Centre> {
	const departmentId = newId(since);
	const teamRows = TEAMS.map((name) => ({
		id: newId(since),
		departmentId,
		name,
		createdAt: since
	}));
	const people = cast(since, departmentId, teamRows);
	const agents = people.filter(({ role }) => role === 'agent');
	await db.tx(async (tx) => {
		await tx.insert(departments).values({ id: departmentId, name: DEPARTMENT, createdAt: since });
		await tx.insert(teams).values(teamRows);
		await tx.insert(users).values(
			people.map(({ id, staffNo, name }) => ({
				id,
				staffNo,
				name,
				locale: null,
				theme: null,
				createdAt: since
			}))
		);
		await tx.insert(roleGrants).values(people.map((person) => grantRow(person, since)));
		await tx
			.insert(teamMemberships)
			.values(
				people.flatMap(({ id, teamId }) =>
					teamId ? [{ id: newId(since), userId: id, teamId, from: since, to: null }] : []
				)
			);
		await tx
			.insert(endpointAssignments)
			.values(agents.flatMap((agent) => desks(agent, since, movedAt)));
		await appendAudit(
			{ tx, actor: systemActor('set-up'), now: since },
			...entries(departmentId, teamRows, people)
		);
	});
	return {
		departmentId,
		people,
		agents,
		leads: new Map(
			people.filter(({ role }) => role === 'team-lead').map((lead) => [lead.teamId!, lead])
		),
		extensionOf: (index, at) => (at < movedAt ? moved.get(index) : undefined) ?? extension(index)
	};
}

function cast(since: Date, departmentId: string, teamRows: { id: string }[]): Person[] {
	const person = (role: Role, staffNo: string, name: string, teamId: string | null, index = -1) => {
		const id = newId(since);
		const grant: Grant = {
			role,
			teamId: role === 'team-lead' ? teamId : null,
			departmentId: role === 'department-head' ? departmentId : null
		};
		return { id, staffNo, name, role, index, teamId, actor: { id, name, grants: [grant] } };
	};
	const agents = agentNames.flatMap((names, team) =>
		names.map((name, i) => {
			const index = team * names.length + i;
			return person('agent', agentStaffNo(index), name, teamRows[team]!.id, index);
		})
	);
	const leads = leadNames.map((name, team) =>
		person('team-lead', leadStaffNo(team), name, teamRows[team]!.id)
	);
	return [
		...agents,
		...leads,
		...others.map(({ role, staffNo, name }) => person(role, staffNo, name, null))
	];
}

function grantRow({ id, actor }: Person, since: Date) {
	const grant = actor.grants[0]!;
	return {
		id: newId(since),
		userId: id,
		...grant,
		from: since,
		to: null,
		grantedBy: systemActor('set-up').id
	};
}

function desks({ id, index }: Person, since: Date, movedAt: Date) {
	const row = (endpoint: string, from: Date, to: Date | null) => ({
		id: newId(since),
		kind: 'extension' as const,
		endpoint,
		userId: id,
		from,
		to
	});
	const before = moved.get(index);
	return before
		? [row(before, since, movedAt), row(extension(index), movedAt, null)]
		: [row(extension(index), since, null)];
}

function entries(departmentId: string, teamRows: { id: string }[], people: Person[]): EntryDraft[] {
	return [
		{ kind: 'centre.set-up', subject: `department:${departmentId}`, facts: { example: true } },
		{ kind: 'department.created', subject: `department:${departmentId}` },
		...teamRows.map(({ id }) => ({ kind: 'team.created' as const, subject: `team:${id}` })),
		...people.flatMap(({ id, role, teamId, index }): EntryDraft[] => [
			{ kind: 'person.created', subject: `person:${id}` },
			{ kind: 'role.granted', subject: `person:${id}`, facts: { role } },
			...(teamId
				? [{ kind: 'membership.began' as const, subject: `person:${id}`, facts: { teamId } }]
				: []),
			...(index >= 0
				? [
						{
							kind: 'endpoint.assigned' as const,
							subject: `person:${id}`,
							facts: { kind: 'extension', endpoint: extension(index) }
						}
					]
				: [])
		])
	];
}
