/** One joint request of custody, as its page shows it. */
import { eq } from 'drizzle-orm';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { jointRequest } from '#lib/people/server/joint.ts';
import { jointDecisions } from '#lib/people/server/joint-schema.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { actionOf, isCustodyJoint, type CustodyJointKind } from '../joint-kind.ts';
import { holdsOf } from './holds.ts';
import { reachOf, standInForEachOther } from './reach.ts';

/** Undefined for unknown ids, and for whom the recording or its custody is not there. */
export async function jointPage(context: Context, requestId: string) {
	const { db, actor } = context;
	const found = await jointRequest(db.read, requestId);
	if (!found || !isCustodyJoint(found.request.kind)) return undefined;
	const { request } = found;
	const kind = request.kind as CustodyJointKind;
	const facts = request.facts as { recordingId: string; holdId?: string; reference?: string };
	const { recordingId } = facts;
	const reach = await reachOf(db.read, context, { recordingId, action: 'custody.read' });
	if (!reach.ok) return undefined;
	const mine = await areSamePerson(db.read, actor.id, request.requestedBy);
	const { requestedBy } = request;
	const allowed = can(reach.value.actor, actionOf(kind), reach.value.recording) === 'allowed';
	const holds = facts.holdId ? await holdsOf(db.read, recordingId) : [];
	return {
		...{ id: request.id, kind, at: request.at, reason: request.reason, mine, recordingId },
		by: await nameOf(db.read, requestedBy),
		reference: facts.reference ?? '',
		hold: holds.find(({ id }) => id === facts.holdId) ?? null,
		decision: await decisionOf(db.read, request.id),
		mayDecide: allowed && !mine,
		standsIn: !mine && (await standInForEachOther(db.read, context, actor.id, requestedBy))
	};
}

async function nameOf(read: Reader, userId: string): Promise<string> {
	const [row] = await read.select({ name: users.name }).from(users).where(eq(users.id, userId));
	return row?.name ?? '';
}

async function decisionOf(read: Reader, requestId: string) {
	const { outcome, reason, at } = jointDecisions;
	const [row] = await read
		.select({ outcome, reason, at, by: users.name })
		.from(jointDecisions)
		.innerJoin(users, eq(users.id, jointDecisions.byId))
		.where(eq(jointDecisions.requestId, requestId));
	return row ?? null;
}
