/** What is known of a recording's bytes: what a pass over the files said of them, and how they are now. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { StoredFault } from '#lib/recordings/sound-fault.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { storedFault } from '#lib/recordings/server/stored-fault.ts';
import { lookOf, type CustodyReport } from '../custody-report.ts';
import { scrubFindings, scrubs } from './evidence-schema.ts';
import { tombstones } from './schema.ts';
import { tombstoneOf } from './tombstone-bytes.ts';

/** What is wrong with the bytes that are kept: the stored ones, of a purged recording those in its tombstone. */
export async function faultNow(
	context: Context & { store: BlobStore },
	recordingId: string
): Promise<StoredFault | null> {
	const recording = await audible(context, recordingId);
	if (!recording) return null;
	if (recording.custody === 'purged') return tombstoneFault(context.db.read, recordingId);
	return (await storedFault(context.store, recording)) ?? null;
}

async function tombstoneFault(read: Reader, recordingId: string): Promise<StoredFault | null> {
	const kept = await tombstoneOf(read, recordingId);
	if (!kept) return 'gone';
	const hash = createHash('sha256');
	try {
		await pipeline(kept.open(), hash);
	} catch {
		return 'unreadable';
	}
	return hash.digest('hex') === kept.sha256 ? null : 'different';
}

interface Looked {
	id: string;
	sha256: string;
	importedAt: Date;
	files: string[];
}

/** What the newest pass that read the recording's files said of them; null when none has. */
export async function lastLookOf(
	read: Reader,
	{ id, sha256, importedAt, files }: Looked
): Promise<CustodyReport['lastLook']> {
	const [purged] = await read
		.select({ at: tombstones.at })
		.from(tombstones)
		.where(eq(tombstones.recordingId, id));
	const hasRead = purged
		? // Later passes do not look for the files any more.
			lt(scrubs.finishedAt, purged.at)
		: or(isNotNull(scrubs.finishedAt), and(isNull(scrubs.finishedAt), gt(scrubs.cursor, sha256)));
	const [pass] = await read
		.select({ id: scrubs.id, startedAt: scrubs.startedAt, finishedAt: scrubs.finishedAt })
		.from(scrubs)
		.where(and(eq(scrubs.sampleShare, 1000), gt(scrubs.startedAt, importedAt), hasRead))
		.orderBy(desc(scrubs.startedAt), desc(scrubs.id))
		.limit(1);
	if (!pass) return null;
	const faults = await read
		.select({ fault: scrubFindings.fault })
		.from(scrubFindings)
		.where(and(eq(scrubFindings.scrubId, pass.id), inArray(scrubFindings.name, files)));
	const found = lookOf(faults.map(({ fault }) => fault));
	return { at: pass.finishedAt ?? pass.startedAt, scrub: pass.id, found };
}
