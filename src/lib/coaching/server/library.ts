/** The commands of the listening library: a passage proposed, consented to, taken in or out. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Scribe } from '#lib/people/server/records.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { maskFileName } from '#lib/recordings/masking.ts';
import { placedRecording } from '#lib/reviews/server/subject.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	decideAcceptance,
	decideClip,
	decideConsent,
	type ClipInput,
	type ClipRefusal
} from '../library.ts';
import { isProposed, numberOf, sharedHighlight } from './library-facts.ts';
import { clipById, type Clip } from './library-list.ts';
import { libraryClips, libraryConsents, libraryDecisions } from './schema.ts';

type Hidden = 'not-found' | 'not-allowed' | 'not-kept';

/**
 * Proposes a passage. The agent's consent is there at once when the agent proposes it so, or shared
 * a highlight inside it; else the agent is asked. The customer's number in the title is masked.
 */
export function proposeClip(
	context: Context,
	input: ClipInput
): Promise<Decision<{ clipId: string }, Hidden | ClipRefusal | 'already-proposed'>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const subject = await clipSubject(tx, context, input.recordingId);
		if (!subject.ok) return subject;
		const { recording, agentId, rubric } = subject.value;
		const itemKeys = rubric ? itemsOf(rubric.form).map(({ key }) => key) : [];
		const decision = decideClip(input, { ...recording, itemKeys });
		if (!decision.ok) return decision;
		const { recordingId, fromMs, toMs, itemKey } = input;
		const range = { recordingId, fromMs, toMs };
		if (await isProposed(tx, range)) return refuse('already-proposed');

		const clipId = newId(now);
		await tx.insert(libraryClips).values({
			...{ id: clipId, ...range, agentId },
			...{ teamId: recording.teamId, departmentId: recording.departmentId },
			title: maskFileName(decision.value.title, await numberOf(tx, recordingId)),
			...{ itemKey, rubricKey: itemKey === null ? null : rubric!.key },
			...{ proposedBy: actor.id, proposedAt: now }
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'clip.proposed',
				subject: `recording:${recordingId}`,
				facts: { clip: clipId, agentId, fromMs, toMs, itemKey }
			}
		);
		const shared = await sharedHighlight(tx, { ...range, agentId });
		const agreed = (agentId === actor.id && input.consents) || shared !== undefined;
		const { departmentId } = recording;
		const clip = { id: clipId, recordingId, departmentId, consentedAt: null };
		if (agreed) await insertConsent({ tx, actor, now }, clip, { consents: true, shared });
		else if (agentId !== actor.id)
			await notify(tx, now, { kind: 'clip-proposed', to: [agentId], path: `/library/${clipId}` });
		return accept({ clipId });
	});
}

/** The call of a passage that the actor may propose, and the rubric whose items it may be an example of. */
export async function clipSubject(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	recordingId: string
) {
	const recording = await placedRecording(read, recordingId, { actor, now });
	if (!recording || can(actor, 'recording.list', recording) !== 'allowed')
		return refuse('not-found');
	if (!recording.agentId || can(actor, 'clip.propose', recording) !== 'allowed')
		return refuse('not-allowed');
	if (recording.custody !== 'kept') return refuse('not-kept');
	const rubric = await rubricFor(read, { ...recording, callKind: recording.kind });
	return accept({ recording, agentId: recording.agentId, rubric });
}

/** The agent's word on a passage of an own call: withdrawn, it is heard no more from this moment. */
export function giveConsent(
	context: Context,
	{ clipId, consents }: { clipId: string; consents: boolean }
): Promise<Decision<{ consents: boolean }, Hidden | 'already-so'>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const clip = await clipById({ db: { read: tx }, actor }, clipId);
		if (!clip) return refuse('not-found');
		if (clip.agentId !== actor.id) return refuse('not-allowed');
		const decision = decideConsent(clip.consents, consents);
		if (decision.ok) await insertConsent({ tx, actor, now }, clip, { consents });
		return decision;
	});
}

type Acceptance = ReturnType<typeof decideAcceptance>;

/** A head takes a passage in, or declines it or takes it out with a reason. */
export function decideOnClip(
	context: Context,
	{ clipId, ...wish }: { clipId: string; accepted: boolean; reason: string }
): Promise<Acceptance | Decision<never, Hidden>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Acceptance | Decision<never, Hidden>> => {
		const clip = await clipById({ db: { read: tx }, actor }, clipId);
		if (!clip) return refuse('not-found');
		if (can(actor, 'clip.accept', clip) !== 'allowed') return refuse('not-allowed');
		if (wish.accepted && clip.custody !== 'kept') return refuse('not-kept');
		const decision = decideAcceptance(clip, wish);
		if (!decision.ok) return decision;
		const { accepted, reason } = decision.value;
		const id = newId(now);
		await tx
			.insert(libraryDecisions)
			.values({ id, clipId, accepted, reason, by: actor.id, at: after(clip.decidedAt, now) });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: accepted ? 'clip.accepted' : 'clip.declined',
				subject: `recording:${clip.recordingId}`,
				...(reason && { reason }),
				facts: { clip: clipId, decision: id }
			}
		);
		const to = [clip.agentId].filter((userId) => userId !== actor.id);
		if (accepted) await notify(tx, now, { kind: 'clip-accepted', to, path: `/library/${clipId}` });
		return decision;
	});
}

/** `now`, or just after the word before: the newest stands, and two may fall into one millisecond. */
const after = (before: Date | null, now: Date): Date =>
	before && before >= now ? new Date(before.getTime() + 1) : now;

interface Word {
	consents: boolean;
	/** The agent's report that shared it, in place of a word of the actor's. */
	shared?: { id: string; at: Date } | undefined;
}

async function insertConsent(
	scribe: Scribe,
	clip: Pick<Clip, 'id' | 'recordingId' | 'departmentId' | 'consentedAt'>,
	{ consents, shared }: Word
): Promise<void> {
	const { tx, actor, now } = scribe;
	await tx.insert(libraryConsents).values({
		id: newId(now),
		clipId: clip.id,
		consents,
		at: shared?.at ?? after(clip.consentedAt, now)
	});
	await appendAudit(scribe, {
		kind: consents ? 'clip.consented' : 'clip.withdrawn',
		subject: `recording:${clip.recordingId}`,
		facts: { clip: clip.id, ...(shared && { report: shared.id }) }
	});
	if (!consents || !clip.departmentId) return;
	const heads = await headsOf(tx, clip.departmentId, now);
	await notify(tx, now, {
		kind: 'clip-waiting',
		to: heads.filter((head) => head !== actor.id),
		path: `/library/${clip.id}`
	});
}
