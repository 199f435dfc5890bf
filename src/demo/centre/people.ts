/** The department, its teams and people, since some weeks before the first call. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { systemActor, type Actor, type Grant, type Role } from '#lib/people/role.ts';
import {
	addDepartment,
	addEndpoint,
	addGrant,
	addMembership,
	addPerson,
	addTeam,
	type Scribe
} from '#lib/people/server/records.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
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
	head: Person;
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

/** Everybody from `since` on; the desks change at `movedAt`. */
export function addPeople(db: Db, since: Date, movedAt: Date): Promise<Centre> {
	return db.tx(async (tx) => {
		const scribe: Scribe = { tx, actor: systemActor('set-up'), now: since };
		const departmentId = await addDepartment(scribe, DEPARTMENT);
		await appendAudit(scribe, {
			kind: 'centre.set-up',
			subject: `department:${departmentId}`,
			facts: { example: true }
		});
		const people: Person[] = [];
		for (const [team, name] of TEAMS.entries())
			people.push(...(await addTeamPeople(scribe, departmentId, { team, name })));
		for (const person of others)
			people.push(await hire(scribe, { ...person, index: -1, teamId: null }, departmentId));
		const agents = people.filter(({ role }) => role === 'agent');
		for (const agent of agents) await giveDesk(scribe, agent, movedAt);
		return {
			departmentId,
			people,
			agents,
			leads: new Map(
				people.filter(({ role }) => role === 'team-lead').map((lead) => [lead.teamId!, lead])
			),
			head: people.find(({ role }) => role === 'department-head')!,
			extensionOf: (index, at) => (at < movedAt ? moved.get(index) : undefined) ?? extension(index)
		};
	});
}

async function addTeamPeople(
	scribe: Scribe,
	departmentId: string,
	{ team, name }: { team: number; name: string }
): Promise<Person[]> {
	const teamId = await addTeam(scribe, departmentId, name);
	const names = agentNames[team]!;
	const members: Hired[] = names.map((agent, i) => {
		const index = team * names.length + i;
		return { role: 'agent', staffNo: agentStaffNo(index), name: agent, index, teamId };
	});
	const lead = { staffNo: leadStaffNo(team), name: leadNames[team]!, index: -1, teamId };
	const people: Person[] = [];
	for (const one of [...members, { ...lead, role: 'team-lead' as const }])
		people.push(await hire(scribe, one, departmentId));
	return people;
}

type Hired = Omit<Person, 'id' | 'actor'>;

/** Adds one person with their role. */
export async function hire(scribe: Scribe, hired: Hired, departmentId: string): Promise<Person> {
	const { staffNo, name, role, teamId } = hired;
	const id = await addPerson(scribe, { staffNo, name });
	const grant: Grant = {
		role,
		teamId: role === 'team-lead' ? teamId : null,
		departmentId: role === 'department-head' ? departmentId : null
	};
	const period = { from: scribe.now, to: null };
	await addGrant(scribe, id, { ...grant, ...period });
	// A lead leads by the grant; members are those whose calls are the team's.
	if (role === 'agent' && teamId) await addMembership(scribe, id, { teamId, ...period });
	return { ...hired, id, actor: { id, name, grants: [grant] } };
}

async function giveDesk(scribe: Scribe, { id, index }: Person, movedAt: Date) {
	const before = moved.get(index);
	const desk = (endpoint: string, from: Date, to: Date | null) =>
		addEndpoint(scribe, id, { kind: 'extension', endpoint, from, to });
	if (before) await desk(before, scribe.now, movedAt);
	await desk(extension(index), before ? movedAt : scribe.now, null);
}
