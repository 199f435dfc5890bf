/**
 * The restricted state: the recording is stored with its hash, and nobody plays, draws or finds it.
 * Set and lifted by two department heads. All revisions of the recording go together.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { replaceIn } from '#lib/duty/server/replace.ts';
import { standingTasks } from '#lib/duty/server/standing-task.ts';
import { can } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isFitForPrivacyDuty, privacyDutyHolders } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { openTasksOn } from './open-tasks.ts';
import { openDeletionRequests } from './schema.ts';
import type { RecordingSubject } from './subject.ts';

interface Ordered {
	tx: Writer;
	context: Context;
	recording: RecordingSubject;
	requestId: string;
}

/** Whether somebody with the privacy duty could lift a restriction of the recording again: else none is set. */
export async function someoneCouldLift(
	read: Reader,
	now: Date,
	recording: RecordingSubject
): Promise<boolean> {
	for (const id of await privacyDutyHolders(read, now)) {
		const holder = await actorById(read, id, now);
		if (holder && isFitForPrivacyDuty(holder))
			if (can(holder, 'restriction.set', recording) === 'allowed') return true;
	}
	return false;
}

/** Restricts every revision that is kept or in quarantine; open tasks on them go to the next call of their draw. */
export async function restrict(ordered: Ordered): Promise<void> {
	const { tx, context } = ordered;
	const revisions = await revisionsOf(tx, ordered.recording.id);
	const ids = revisions
		.filter(({ custody }) => custody === 'kept' || custody === 'quarantined')
		.map(({ id }) => id);
	await tx.update(recordings).set({ custody: 'restricted' }).where(inArray(recordings.id, ids));
	const open = (await openTasksOn(tx, ids)).map(({ id }) => id);
	for (const task of await standingTasks(tx, open))
		await replaceIn(tx, context, task, { reason: 'not-playable', words: '' });
	await record(ordered, 'restriction.placed', ids);
}

/** Lifts it from every revision; one whose purge was approved is in quarantine again, all others are kept. */
export async function lift(ordered: Ordered): Promise<void> {
	const { tx } = ordered;
	const revisions = await revisionsOf(tx, ordered.recording.id);
	const ids = revisions.filter(({ custody }) => custody === 'restricted').map(({ id }) => id);
	const open = await tx
		.select()
		.from(openDeletionRequests)
		.where(inArray(openDeletionRequests.recordingId, ids));
	const approved = open.flatMap((row) => (row.purgeAfter ? [row.recordingId] : []));
	await tx.update(recordings).set({ custody: 'kept' }).where(inArray(recordings.id, ids));
	if (approved.length > 0)
		await tx
			.update(recordings)
			.set({ custody: 'quarantined' })
			.where(inArray(recordings.id, approved));
	await record(ordered, 'restriction.lifted', ids);
}

async function record(
	{ tx, context, recording, requestId }: Ordered,
	kind: 'restriction.placed' | 'restriction.lifted',
	revisions: string[]
) {
	const { actor, now } = context;
	await appendAudit(
		{ tx, actor, now },
		{ kind, subject: `recording:${recording.id}`, facts: { request: requestId, revisions } }
	);
}

/** The recording with all its revisions. */
async function revisionsOf(read: Reader, recordingId: string) {
	const [named] = await read
		.select({ source: recordings.source, key: recordings.key })
		.from(recordings)
		.where(eq(recordings.id, recordingId));
	return read
		.select({ id: recordings.id, custody: recordings.custody })
		.from(recordings)
		.where(and(eq(recordings.source, named!.source), eq(recordings.key, named!.key)))
		.orderBy(recordings.revision);
}
