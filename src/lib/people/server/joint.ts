/**
 * What no single person may do: one asks with a reason, another person confirms or refuses. Here
 * are the rows, the rule of the other person and the chain; whether the actor has the right, and
 * what is done on confirmation, is decided by the caller, in the same transaction.
 */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId, newId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { decideJoint, type JointKind, type JointOutcome, type JointRefusal } from '../joint.ts';
import { jointDecisions, jointRequests } from './joint-schema.ts';
import { areSamePerson, personOf } from './persons.ts';
import type { Scribe } from './records.ts';

export type JointRequest = typeof jointRequests.$inferSelect;

interface Asked {
	kind: JointKind;
	/** `area:id` of what it is about. */
	subject: string;
	/** What will be done when it is confirmed. */
	facts: Record<string, unknown>;
	/** Written by the person; checked by the caller. */
	reason: string;
}

/** Asks for a second person. Refused while the same is asked for already. */
export async function askJointly(
	scribe: Scribe,
	asked: Asked
): Promise<Decision<JointRequest, 'already-asked'>> {
	const { tx, actor, now } = scribe;
	const open = await openJointRequests(tx, asked.subject);
	if (open.some(({ kind }) => kind === asked.kind)) return refuse('already-asked');
	const requestedPerson = await personOf(tx, actor.id);
	const row = { ...asked, id: newId(now), requestedBy: actor.id, requestedPerson, at: now };
	await tx.insert(jointRequests).values(row);
	await appendAudit(scribe, {
		kind: 'joint.requested',
		subject: asked.subject,
		reason: asked.reason,
		facts: { request: row.id, what: asked.kind }
	});
	return accept(row);
}

/** Ends an open request, once; accepted, the caller does what `facts` say in the same transaction. */
export async function decideJointly(
	scribe: Scribe,
	{ requestId, outcome, reason }: { requestId: string; outcome: JointOutcome; reason: string }
): Promise<Decision<JointRequest, JointRefusal>> {
	const { tx, actor, now } = scribe;
	const found = await jointRequest(tx, requestId);
	if (!found) return refuse('no-such-request');
	const { request, decided } = found;
	const isRequester =
		(await areSamePerson(tx, actor.id, request.requestedBy)) ||
		(await personOf(tx, actor.id)) === request.requestedPerson;
	const decision = decideJoint({ outcome, isRequester, decided });
	if (!decision.ok) return decision;
	await tx.insert(jointDecisions).values({
		requestId,
		requestedPerson: request.requestedPerson,
		outcome,
		byId: actor.id,
		// Whoever withdraws is the person who asked, though their accounts were linked since.
		byPerson: isRequester ? request.requestedPerson : await personOf(tx, actor.id),
		reason,
		at: now
	});
	await appendAudit(scribe, {
		kind: `joint.${outcome}`,
		subject: request.subject,
		...(reason && { reason }),
		facts: { request: requestId, what: request.kind }
	});
	return accept(request);
}

/** The request of an id, and whether it has ended; undefined for unknown and malformed ids. */
export async function jointRequest(
	read: Reader,
	requestId: string
): Promise<{ request: JointRequest; decided: boolean } | undefined> {
	if (!isId(requestId)) return undefined;
	const [row] = await read
		.select({ request: jointRequests, decided: jointDecisions.requestId })
		.from(jointRequests)
		.leftJoin(jointDecisions, eq(jointDecisions.requestId, jointRequests.id))
		.where(eq(jointRequests.id, requestId));
	return row && { request: row.request, decided: row.decided !== null };
}

/** Requests that have not ended, oldest first: those about `subject`, else the first five hundred. */
export async function openJointRequests(read: Reader, subject?: string): Promise<JointRequest[]> {
	const rows = await read
		.select({ request: jointRequests })
		.from(jointRequests)
		.leftJoin(jointDecisions, eq(jointDecisions.requestId, jointRequests.id))
		.where(
			and(
				isNull(jointDecisions.requestId),
				subject === undefined ? undefined : eq(jointRequests.subject, subject)
			)
		)
		.orderBy(asc(jointRequests.at), asc(jointRequests.id))
		.limit(500);
	return rows.map(({ request }) => request);
}
