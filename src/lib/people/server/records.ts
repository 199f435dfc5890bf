/**
 * The rows of people with their entries in the audit chain, one function each. Nothing is decided
 * here: commands, the import and the set-up decide first.
 */
import { eq } from 'drizzle-orm';
import { appendAudit, type Appender } from '../../audit/server/append.ts';
import { newId } from '../../platform/server/ids.ts';
import type { Period } from '../person.ts';
import type { Actor, Grant } from '../role.ts';
import {
	departments,
	endpointAssignments,
	roleGrants,
	teamMemberships,
	teams,
	users
} from './schema.ts';

/** Who writes, when, and the transaction. */
export interface Scribe extends Appender {
	actor: Actor;
}

export async function addDepartment(
	scribe: Scribe,
	name: string,
	id = newId(scribe.now)
): Promise<string> {
	const { tx, now } = scribe;
	await tx.insert(departments).values({ id, name, createdAt: now });
	await appendAudit(scribe, { kind: 'department.created', subject: `department:${id}` });
	return id;
}

export async function addTeam(
	scribe: Scribe,
	departmentId: string,
	name: string,
	id = newId(scribe.now)
): Promise<string> {
	const { tx, now } = scribe;
	await tx.insert(teams).values({ id, departmentId, name, createdAt: now });
	const facts = { departmentId };
	await appendAudit(scribe, { kind: 'team.created', subject: `team:${id}`, facts });
	return id;
}

export async function addPerson(
	scribe: Scribe,
	person: { staffNo: string; name: string }
): Promise<string> {
	const { tx, now } = scribe;
	const id = newId(now);
	await tx.insert(users).values({ id, ...person, createdAt: now });
	await appendAudit(scribe, { kind: 'person.created', subject: `user:${id}` });
	return id;
}

/** Changes the name; the one before stands beside the chain, so that reports name people as they were called then. */
export async function renamePerson(scribe: Scribe, userId: string, name: string): Promise<void> {
	const [before] = await scribe.tx
		.select({ name: users.name })
		.from(users)
		.where(eq(users.id, userId));
	await scribe.tx.update(users).set({ name }).where(eq(users.id, userId));
	await appendAudit(scribe, {
		kind: 'person.changed',
		subject: `user:${userId}`,
		...(before && { reason: before.name }),
		facts: { changed: ['name'] }
	});
}

/** How a role that opens much was given: confirmed by a second administrator, or alone because there was none. */
export type GrantWay = 'two-administrators' | 'no-second-administrator';

export async function addGrant(
	scribe: Scribe,
	userId: string,
	{ role, teamId, departmentId, from, to }: Grant & Period,
	way?: GrantWay
): Promise<string> {
	const id = newId(scribe.now);
	const row = { id, userId, role, teamId, departmentId, from, to, grantedBy: scribe.actor.id };
	await scribe.tx.insert(roleGrants).values(row);
	const facts = { grant: id, role, teamId, departmentId, from, to, ...(way && { way }) };
	await appendAudit(scribe, { kind: 'role.granted', subject: `user:${userId}`, facts });
	return id;
}

export async function addMembership(
	scribe: Scribe,
	userId: string,
	{ teamId, from, to }: Period & { teamId: string }
): Promise<string> {
	const id = newId(scribe.now);
	await scribe.tx.insert(teamMemberships).values({ id, userId, teamId, from, to });
	const facts = { membership: id, teamId, from, to };
	await appendAudit(scribe, { kind: 'membership.began', subject: `user:${userId}`, facts });
	return id;
}

export interface Endpoint {
	kind: 'extension' | 'login';
	endpoint: string;
}

export async function addEndpoint(
	scribe: Scribe,
	userId: string,
	{ kind, endpoint, from, to }: Endpoint & Period
): Promise<string> {
	const id = newId(scribe.now);
	await scribe.tx.insert(endpointAssignments).values({ id, userId, kind, endpoint, from, to });
	const facts = { assignment: id, kind, endpoint, from, to };
	await appendAudit(scribe, { kind: 'endpoint.assigned', subject: `user:${userId}`, facts });
	return id;
}

const histories = {
	role: { table: roleGrants, kind: 'role.ended' },
	membership: { table: teamMemberships, kind: 'membership.ended' },
	endpoint: { table: endpointAssignments, kind: 'endpoint.ended' }
} as const;

/** Sets the end of one row of a person's history. */
export async function endRecord(
	scribe: Scribe,
	userId: string,
	history: keyof typeof histories,
	{ id, to }: { id: string; to: Date }
): Promise<void> {
	const { table, kind } = histories[history];
	await scribe.tx.update(table).set({ to }).where(eq(table.id, id));
	await appendAudit(scribe, { kind, subject: `user:${userId}`, facts: { record: id, to } });
}
