/**
 * Roles that open much are given by two administrators: one asks with a reason, another confirms.
 * Where nobody else could confirm, the one gives the role alone, and the chain says so. Giving and
 * confirming need a fresh proof of who does it.
 */
import { eq } from 'drizzle-orm';
import { notify } from '../../notifications/server/notify.ts';
import type { JointRefusal } from '../../people/joint.ts';
import { may } from '../../people/permissions.ts';
import type { Period } from '../../people/person.ts';
import type { Grant } from '../../people/role.ts';
import { decideGrant, isWeighty, type GrantRefusal } from '../../people/role-rules.ts';
import type { Context } from '../../people/server/context.ts';
import { askJointly, decideJointly, jointRequest } from '../../people/server/joint.ts';
import { areSamePerson, grantsBeside } from '../../people/server/persons.ts';
import { addGrant, type GrantWay, type Scribe } from '../../people/server/records.ts';
import { holdersOf } from '../../people/server/role-holders.ts';
import { users } from '../../people/server/schema.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { StepUpRefusal } from '../step-up.ts';
import { proveAgain, type JointAnswer, type Proof } from './step-up.ts';

type Denied = 'not-allowed' | 'no-such-person' | StepUpRefusal;
type GiveRefusal = Denied | GrantRefusal | 'reason-missing' | 'already-asked';

/** What came of it: the role was given, or `requestId` awaits another administrator. */
interface RoleGiven {
	requestId: string | null;
}

/** Gives a role for a period, or asks for a second administrator, as the role demands. */
export async function giveRole(
	context: Context,
	userId: string,
	wanted: Grant & Period & { reason: string; proof: Proof }
): Promise<Decision<RoleGiven, GiveRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (!isId(userId)) return refuse('no-such-person');
	const { reason, proof, ...grant } = wanted;
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx): Promise<Decision<RoleGiven, GiveRefusal>> => {
		const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
		if (!person) return refuse('no-such-person');
		const held = await grantsBeside(tx, userId, grant.role);
		const decision = decideGrant(held, grant, await areSamePerson(tx, userId, actor.id));
		if (!decision.ok) return decision;
		const scribe = { tx, actor, now };
		if (!isWeighty(grant.role)) return given(scribe, userId, grant);

		const confirmers = await confirmersOf(tx, now, [userId, actor.id]);
		if (confirmers.length === 0) return given(scribe, userId, grant, 'no-second-administrator');
		if (reason === '') return refuse('reason-missing');
		const facts = { ...grant };
		const asked = await askJointly(scribe, {
			kind: 'role-grant',
			subject: `user:${userId}`,
			facts,
			reason
		});
		if (!asked.ok) return asked;
		const { id } = asked.value;
		const notice = { kind: 'joint-requested' as const, path: pageOf(userId), once: id };
		await notify(tx, now, { ...notice, to: confirmers });
		return accept({ requestId: id });
	});
}

async function given(scribe: Scribe, userId: string, grant: Grant & Period, way?: GrantWay) {
	await addGrant(scribe, userId, grant, way);
	return accept({ requestId: null });
}

const pageOf = (userId: string) => `/people/${userId}`;

/** Administrators who are another person than each of `apart`. */
async function confirmersOf(db: Reader, now: Date, apart: string[]): Promise<string[]> {
	const confirmers: string[] = [];
	for (const id of await holdersOf(db, 'administrator', now)) {
		const same = await Promise.all(apart.map((other) => areSamePerson(db, id, other)));
		if (!same.includes(true)) confirmers.push(id);
	}
	return confirmers;
}

type DecideRefusal = 'not-allowed' | 'period-empty' | JointRefusal | GrantRefusal | StepUpRefusal;

/** Confirms, refuses or withdraws; confirmed, the role begins now, or when it was asked to begin later. */
export async function decideRoleRequest(
	context: Context,
	{ requestId, outcome, reason, proof }: JointAnswer
): Promise<Decision<undefined, DecideRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (outcome === 'confirmed') {
		const proved = await proveAgain(context, proof);
		if (!proved.ok) return proved;
	}
	return db.tx(async (tx): Promise<Decision<undefined, DecideRefusal>> => {
		const found = await jointRequest(tx, requestId);
		if (!found || found.request.kind !== 'role-grant') return refuse('no-such-request');
		const { facts, requestedBy, subject } = found.request;
		const userId = subject.slice('user:'.length);
		const grant = grantOf(facts, now);
		if (outcome === 'confirmed' && !found.decided) {
			if (grant.to && grant.to <= grant.from) return refuse('period-empty');
			const held = await grantsBeside(tx, userId, grant.role);
			const decision = decideGrant(held, grant, await areSamePerson(tx, userId, actor.id));
			if (!decision.ok) return decision;
		}
		const scribe = { tx, actor, now };
		const decided = await decideJointly(scribe, { requestId, outcome, reason });
		if (!decided.ok) return decided;
		if (outcome === 'confirmed') await addGrant(scribe, userId, grant, 'two-administrators');
		const notice = { kind: 'joint-decided' as const, path: pageOf(userId) };
		if (outcome !== 'withdrawn') await notify(tx, now, { ...notice, to: [requestedBy] });
		return accept(undefined);
	});
}

/** The role that a request asks for, as it would begin at `now`. */
export function grantOf(facts: Record<string, unknown>, now: Date): Grant & Period {
	const asked = facts as unknown as Grant & { from: string; to: string | null };
	const from = new Date(asked.from);
	return {
		role: asked.role,
		teamId: asked.teamId,
		departmentId: asked.departmentId,
		from: from > now ? from : now,
		to: asked.to ? new Date(asked.to) : null
	};
}
