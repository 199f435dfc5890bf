/** Applying for the deletion of an empty recording, and taking the application back. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { accountsOf, areSamePerson, personOf } from '#lib/people/server/persons.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import type { BlockKind } from '../block.ts';
import { proveEmpty, type ProofRefusal } from '../emptiness-proof.ts';
import { blocksOf } from './blocks.ts';
import { measureStored, type Measuring } from './evidence.ts';
import { deletionRequests, openDeletionRequests } from './schema.ts';
import { custodySettings } from './settings.ts';
import { takeStep } from './steps.ts';
import { recordingSubject, requestSubject, whoMay } from './subject.ts';

type ApplyRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'reason-missing'
	| 'not-kept'
	| 'already-open'
	| 'blocked'
	| ProofRefusal;

interface Application {
	recordingId: string;
	reason: string;
}

/**
 * Applies for the deletion of a recording whose stored bytes, measured now, hold nothing to hear.
 * By a lead of the agent's team at the time of the call; the heads of the department are told.
 */
export async function applyForDeletion(
	context: Context & Measuring,
	application: Application
): Promise<Decision<{ requestId: string }, ApplyRefusal>> {
	const { db, now } = context;
	const first = await mayApply(db.read, context, application);
	if (!first.ok) return first;
	const evidence = await measureStored(context, first.value.recording);
	return db.tx(async (tx): Promise<Decision<{ requestId: string }, ApplyRefusal>> => {
		const checked = await mayApply(tx, context, application);
		if (!checked.ok) return checked;
		const { recording, actor, reason } = checked.value;
		const proof = proveEmpty(evidence, recording, (await custodySettings(tx, now)).allowNoSpeech);
		if (!proof.ok) return proof;
		const id = newId(now);
		const requestedPerson = await personOf(tx, actor.id);
		const about = { recordingId: recording.id, requestedBy: actor.id, requestedPerson };
		await tx.insert(deletionRequests).values({ id, ...about, reason, evidence, at: now });
		await tx
			.insert(openDeletionRequests)
			.values({ recordingId: recording.id, requestId: id, purgeAfter: null });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'deletion.requested',
				subject: `recording:${recording.id}`,
				reason,
				facts: { request: id, evidence }
			}
		);
		const own = await accountsOf(tx, actor.id);
		const heads = recording.departmentId ? await headsOf(tx, recording.departmentId, now) : [];
		await notify(tx, now, {
			kind: 'deletion-requested',
			to: heads.filter((head) => !own.includes(head)),
			path: `/custody/deletion-requests/${id}`,
			once: `deletion:${id}:requested`
		});
		return accept({ requestId: id });
	});
}

/** All that is asked before the bytes are looked at. */
async function mayApply(read: Reader, context: Context, application: Application) {
	const found = await applicable(read, context, application.recordingId);
	if (!found.ok) return found;
	const reason = cleanWords(application.reason);
	if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
	return accept({ ...found.value, reason });
}

type Standing = 'not-found' | 'not-allowed' | 'not-kept' | 'already-open' | 'blocked';

/** The recording, if the actor may apply for its deletion as things stand; its bytes are another question. */
export async function applicable(
	read: Reader,
	context: Pick<Context, 'actor' | 'now'>,
	recordingId: string
) {
	const recording = await recordingSubject(read, recordingId);
	if (!recording) return refuse<Standing>('not-found');
	const who = await whoMay(read, context, 'deletion.request', recording);
	if (!who.ok) return who;
	if (await openRequestOf(read, recordingId)) return refuse<Standing>('already-open');
	if (recording.custody !== 'kept') return refuse<Standing>('not-kept');
	const blocks = await blockKindsOf(read, recordingId);
	if (blocks.length > 0) return refuse<Standing>('blocked', { blocks: blocks.join(' ') });
	return accept({ recording, actor: who.value });
}

/** Kinds of what blocks the recording's deletion, each once. */
export async function blockKindsOf(read: Reader, recordingId: string): Promise<BlockKind[]> {
	return [...new Set((await blocksOf(read, recordingId)).map(({ kind }) => kind))];
}

/** The application of the recording that has not ended, if there is one. */
async function openRequestOf(read: Reader, recordingId: string) {
	const [open] = await read
		.select()
		.from(openDeletionRequests)
		.where(eq(openDeletionRequests.recordingId, recordingId));
	return open;
}

/** Takes an application back, before it is decided on; by the person who applied, whatever their role is now. */
export function withdrawDeletion(
	{ db, actor, now }: Context,
	requestId: string
): Promise<Decision<undefined, 'not-found' | 'not-allowed' | 'already-decided'>> {
	type Outcome = Decision<undefined, 'not-found' | 'not-allowed' | 'already-decided'>;
	return db.tx(async (tx): Promise<Outcome> => {
		const request = await requestSubject(tx, requestId);
		if (!request) return refuse('not-found');
		const isRequester =
			(await areSamePerson(tx, actor.id, request.requestedBy)) ||
			(await personOf(tx, actor.id)) === request.requestedPerson;
		if (!isRequester)
			return refuse(
				can(actor, 'custody.read', request.recording) === 'allowed' ? 'not-allowed' : 'not-found'
			);
		if (request.steps.length > 0) return refuse('already-decided');
		await takeStep({ tx, actor, now }, request, { step: 'withdrawn', reason: '' });
		return accept(undefined);
	});
}
