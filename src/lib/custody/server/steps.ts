/** Writes a step of an application, what follows from it, and its entry, in the transaction of the decision. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { isSystem, type Actor } from '#lib/people/role.ts';
import { personOf } from '#lib/people/server/persons.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { CustodyState } from '#lib/recordings/custody-state.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { DeletionStep, EmptinessEvidence } from '../deletion.ts';
import { deletionSteps, openDeletionRequests } from './schema.ts';
import type { RequestSubject } from './subject.ts';

interface Taken {
	step: DeletionStep;
	reason: string;
	evidence?: EmptinessEvidence;
	/** Codes and figures for the chain. */
	facts?: Record<string, unknown>;
	/** End of the quarantine, of an approval. */
	purgeAfter?: Date;
}

interface Taking {
	tx: Writer;
	actor: Actor;
	now: Date;
}

const entryKinds = {
	approved: 'deletion.approved',
	rejected: 'deletion.rejected',
	withdrawn: 'deletion.withdrawn',
	voided: 'deletion.voided',
	restored: 'recording.restored',
	purged: 'recording.purged'
} as const satisfies Record<DeletionStep, string>;

/** What was decided is not checked here. Every step but an approval ends the application. */
export async function takeStep(taking: Taking, request: RequestSubject, taken: Taken) {
	const { tx, actor, now } = taking;
	const { step, reason, evidence, facts, purgeAfter } = taken;
	await tx.insert(deletionSteps).values({
		id: newId(now),
		requestId: request.id,
		requestedPerson: request.requestedPerson,
		step,
		...(await whoTook(tx, actor)),
		reason,
		evidence: evidence ?? null,
		at: now
	});
	await standAfter(tx, request, taken);
	await appendAudit(taking, {
		kind: entryKinds[step],
		subject: `recording:${request.recordingId}`,
		...(reason && { reason }),
		facts: {
			request: request.id,
			requestedBy: request.requestedBy,
			...(evidence && { evidence }),
			...(purgeAfter && { purgeAfter: purgeAfter.toISOString() }),
			...facts
		}
	});
	if (actor.id !== request.requestedBy) await tell(taking, request, step);
}

async function whoTook(tx: Writer, actor: Actor) {
	if (isSystem(actor)) return { byId: null, byPerson: null };
	return { byId: actor.id, byPerson: await personOf(tx, actor.id) };
}

/** The recording and the open application after the step. */
async function standAfter(tx: Writer, request: RequestSubject, { step, purgeAfter }: Taken) {
	const open = eq(openDeletionRequests.requestId, request.id);
	const custody = custodyAfter(step, request.recording.custody);
	if (step === 'approved')
		await tx
			.update(openDeletionRequests)
			.set({ purgeAfter: purgeAfter ?? null })
			.where(open);
	if (custody !== request.recording.custody)
		await tx.update(recordings).set({ custody }).where(eq(recordings.id, request.recordingId));
	if (step !== 'approved') await tx.delete(openDeletionRequests).where(open);
}

function custodyAfter(step: DeletionStep, before: CustodyState): CustodyState {
	if (step === 'approved') return 'quarantined';
	if (step === 'purged') return 'purged';
	// A restriction that came meanwhile stays.
	return before === 'quarantined' ? 'kept' : before;
}

const tell = ({ tx, now }: Taking, { id, requestedBy }: RequestSubject, step: DeletionStep) =>
	notify(tx, now, {
		kind: 'deletion-decided',
		to: [requestedBy],
		path: `/custody/deletion-requests/${id}`,
		once: `deletion:${id}:${step}`
	});
