/**
 * The purge: takes recordings whose quarantine is over out of the store. Their bytes go into a
 * tombstone first; files follow after the commit (purge-files.ts), so that a kill at any point is
 * finished by the next run. Whoever calls it, it asks anew what was asked at approval.
 */
import { and, asc, lte } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Config } from '#lib/platform/server/config.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { unlessStorageFails } from '#lib/platform/server/files/blob-check.ts';
import { deletionState, type EmptinessEvidence } from '../deletion.ts';
import { proveEmpty, sameEvidence } from '../emptiness-proof.ts';
import { blockKindsOf } from './deletion-requests.ts';
import { measureStored, type Measuring } from './evidence.ts';
import { removeFiles } from './purge-files.ts';
import { openDeletionRequests, pendingRemovals, tombstones } from './schema.ts';
import { custodySettings } from './settings.ts';
import { takeStep } from './steps.ts';
import { requestSubject, type RequestSubject } from './subject.ts';
import { pack, type Packed } from './tombstone-bytes.ts';

/** Recordings of one run; the next run goes on. */
const BATCH = 50;

interface Purged {
	purged: number;
	/** Kept again, since something was not as it had been approved. */
	voided: number;
	/** Files taken from their place. */
	files: number;
}

/** Purges what is due and removes the files of what is purged. Idempotent; safe beside another run. */
export async function purgeDue(
	context: Context & Measuring & { config: Pick<Config, 'dataDir'> }
): Promise<Purged> {
	const { db, now } = context;
	const due = await db.read
		.select({ requestId: openDeletionRequests.requestId })
		.from(openDeletionRequests)
		.where(and(lte(openDeletionRequests.purgeAfter, now)))
		.orderBy(asc(openDeletionRequests.purgeAfter), asc(openDeletionRequests.requestId))
		.limit(BATCH);
	const ends: string[] = [];
	for (const { requestId } of due) ends.push(await purgeOne(context, requestId));
	const count = (end: string) => ends.filter((one) => one === end).length;
	const files = await removeFiles(context);
	return { purged: count('purged'), voided: count('voided'), files };
}

async function purgeOne(
	context: Context & Measuring,
	requestId: string
): Promise<'purged' | 'voided' | 'left'> {
	const { db, now, store } = context;
	const before = await requestSubject(db.read, requestId);
	if (!before) return 'left';
	const evidence = await measureStored(context, before.recording);
	const packed = await unlessStorageFails(() => pack(store, before.recording.sha256));
	return db.tx(async (tx) => {
		const request = await requestSubject(tx, requestId);
		const state = deletionState(request?.steps.map(({ step }) => step) ?? []);
		if (!request?.purgeAfter || request.purgeAfter > now || state !== 'quarantine') return 'left';
		const actor = systemActor('scheduler');
		const difference = await differenceOf(tx, request, { evidence, packed, now });
		if (difference || !packed) {
			const facts = { difference };
			await takeStep({ tx, actor, now }, request, { step: 'voided', reason: '', evidence, facts });
			return 'voided';
		}
		await bury(tx, request, packed, now);
		const facts = { sha256: packed.sha256, bytes: packed.bytes, packed: packed.content.length };
		await takeStep({ tx, actor, now }, request, { step: 'purged', reason: '', evidence, facts });
		return 'purged';
	});
}

/** What is not as it was approved, by name; undefined when everything is. */
async function differenceOf(
	tx: Writer,
	{ recording, evidence: approved }: RequestSubject,
	found: { evidence: EmptinessEvidence; packed: Packed | undefined; now: Date }
): Promise<string | undefined> {
	const { evidence, packed, now } = found;
	if (recording.custody !== 'quarantined') return 'custody';
	const blocks = await blockKindsOf(tx, recording.id);
	if (blocks.length > 0) return blocks.join(' ');
	if (!sameEvidence(evidence, approved)) return 'evidence';
	const proof = proveEmpty(evidence, recording, (await custodySettings(tx, now)).allowNoSpeech);
	if (!proof.ok) return proof.refusal;
	if (packed?.sha256 !== recording.sha256 || packed.bytes !== recording.bytes) return 'bytes';
	return undefined;
}

/** Writes the tombstone, and which files are to go: the original, the copy that browsers play, the picture. */
async function bury(tx: Writer, { id, recording }: RequestSubject, packed: Packed, now: Date) {
	await tx.insert(tombstones).values({
		recordingId: recording.id,
		requestId: id,
		sha256: packed.sha256,
		bytes: packed.bytes,
		content: packed.content,
		at: now
	});
	const { sha256, playbackSha256, peaksSha256 } = recording;
	const files = new Set([sha256, playbackSha256, peaksSha256].filter((file) => file !== null));
	await tx.insertMany(
		pendingRemovals,
		[...files].map((file) => ({ sha256: file, recordingId: recording.id })),
		{ leaveStanding: true }
	);
}
