/** The acts of administration on one person: each checked for right and rule, each in the chain. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import type { Writer } from '../../platform/server/db/client.ts';
import { isUniqueViolation } from '../../platform/server/db/errors.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { may } from '../permissions.ts';
import { isInForce, overlaps, type Period } from '../person.ts';
import type { Grant } from '../role.ts';
import { decideGrant, decideLoss, type GrantRefusal, type LossRefusal } from '../role-rules.ts';
import { countAdministrators } from './administrators.ts';
import type { Context } from './context.ts';
import { areSamePerson, grantsBeside } from './persons.ts';
import {
	addEndpoint,
	addGrant,
	addMembership,
	addPerson,
	endRecord,
	renamePerson,
	type Endpoint
} from './records.ts';
import { disablements, endpointAssignments, roleGrants, teamMemberships, users } from './schema.ts';

type Denied = 'not-allowed' | 'no-such-person';

/** Runs `work` in a transaction for an existing person, if the actor manages people. */
async function administer<Value, Refusal extends string>(
	{ db, actor }: Context,
	userId: string,
	work: (tx: Writer) => Promise<Decision<Value, Refusal>>
): Promise<Decision<Value, Refusal | Denied>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (!isId(userId)) return refuse('no-such-person');
	return db.tx(async (tx): Promise<Decision<Value, Refusal | Denied>> => {
		const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
		if (!person) return refuse('no-such-person');
		return work(tx);
	});
}

/** Adds a person; roles, team and extension follow separately. */
export async function createPerson(
	{ db, actor, now }: Context,
	person: { staffNo: string; name: string }
): Promise<Decision<{ id: string }, 'not-allowed' | 'staff-no-taken'>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	try {
		return await db.tx(async (tx) => accept({ id: await addPerson({ tx, actor, now }, person) }));
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('staff-no-taken');
		throw error;
	}
}

/** Corrects a person's name. */
export const changeName = (context: Context, userId: string, name: string) =>
	administer(context, userId, async (tx) => {
		await renamePerson({ ...context, tx }, userId, name);
		return accept(undefined);
	});

/** Gives a role for a period. */
export const grantRole = (context: Context, userId: string, wanted: Grant & Period) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, GrantRefusal>> => {
		const held = await grantsBeside(tx, userId, wanted.role);
		const isSelf = await areSamePerson(tx, userId, context.actor.id);
		const decision = decideGrant(held, wanted, isSelf);
		if (decision.ok) await addGrant({ ...context, tx }, userId, wanted);
		return decision;
	});

type EndRefusal = LossRefusal | 'no-such-record';

/** Ends a role now. */
export const endRole = (context: Context, userId: string, grantId: string) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, EndRefusal>> => {
		const { actor, now } = context;
		const rows = await tx.select().from(roleGrants).where(eq(roleGrants.userId, userId));
		const grant = rows.find(({ id, to }) => id === grantId && (to === null || to > now));
		if (!grant) return refuse('no-such-record');
		const others = await countAdministrators(tx, now, userId);
		const loses = grant.role === 'administrator' && isInForce(grant, now);
		const decision = decideLoss(loses, others, await areSamePerson(tx, userId, actor.id));
		if (decision.ok) await endRecord({ ...context, tx }, userId, 'role', { id: grantId, to: now });
		return decision;
	});

/** Shuts a person out: no sign-in, and no session from the next request on. What they did stays. */
export const disablePerson = (context: Context, userId: string, reason: string) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, LossRefusal>> => {
		const { actor, now } = context;
		const all = await countAdministrators(tx, now);
		const others = await countAdministrators(tx, now, userId);
		const isSelf = await areSamePerson(tx, userId, actor.id);
		const decision = decideLoss(others < all, others, isSelf);
		if (!decision.ok) return decision;
		const row = { userId, at: now, by: actor.id, reason };
		const added = await tx.insert(disablements).values(row).onConflictDoNothing().returning();
		if (added.length > 0)
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'person.disabled', subject: `user:${userId}`, reason }
			);
		return decision;
	});

/** Lets a disabled person in again. */
export const enablePerson = (context: Context, userId: string) =>
	administer(context, userId, async (tx) => {
		const removed = await tx
			.delete(disablements)
			.where(eq(disablements.userId, userId))
			.returning();
		if (removed.length > 0)
			await appendAudit({ ...context, tx }, { kind: 'person.enabled', subject: `user:${userId}` });
		return accept(undefined);
	});

/** Puts a person into a team from a time on; the team before ends then. */
export const joinTeam = (context: Context, userId: string, wanted: Period & { teamId: string }) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, 'membership-overlaps'>> => {
		const scribe = { ...context, tx };
		const rows = await tx.select().from(teamMemberships).where(eq(teamMemberships.userId, userId));
		const open = rows.find(({ from, to }) => to === null && from < wanted.from);
		const rest = rows.filter((row) => row !== open);
		if (rest.some((row) => overlaps(row, wanted))) return refuse('membership-overlaps');
		if (open) await endRecord(scribe, userId, 'membership', { id: open.id, to: wanted.from });
		await addMembership(scribe, userId, wanted);
		return accept(undefined);
	});

/** Assigns an extension or login for a period. Two people on one is allowed, but calls on it then name nobody. */
export const assignEndpoint = (context: Context, userId: string, wanted: Endpoint & Period) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, 'already-assigned'>> => {
		const rows = await tx
			.select()
			.from(endpointAssignments)
			.where(
				and(
					eq(endpointAssignments.userId, userId),
					eq(endpointAssignments.kind, wanted.kind),
					eq(endpointAssignments.endpoint, wanted.endpoint)
				)
			);
		if (rows.some((row) => overlaps(row, wanted))) return refuse('already-assigned');
		await addEndpoint({ ...context, tx }, userId, wanted);
		return accept(undefined);
	});

/** Ends a membership or an assignment now. */
export const endHistory = (
	context: Context,
	userId: string,
	history: 'membership' | 'endpoint',
	id: string
) =>
	administer(context, userId, async (tx): Promise<Decision<undefined, 'no-such-record'>> => {
		if (!isId(id)) return refuse('no-such-record');
		const table = history === 'membership' ? teamMemberships : endpointAssignments;
		const [row] = await tx
			.select()
			.from(table)
			.where(and(eq(table.id, id), eq(table.userId, userId)));
		if (!row || (row.to !== null && row.to <= context.now)) return refuse('no-such-record');
		await endRecord({ ...context, tx }, userId, history, { id, to: context.now });
		return accept(undefined);
	});
