/**
 * The drill: a backup restored into a place of its own, compared as a real restore compares it, one
 * recording read as a player reads it, and everything removed again.
 */
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { desc } from 'drizzle-orm';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { scratchDatabase } from '#lib/platform/server/db/dump.ts';
import { checkBlob, type BlobState } from '#lib/platform/server/files/blob-check.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { RestoreRefusal } from '../restore.ts';
import type { BackupContext } from './backup.ts';
import { noteRun } from './backup-runs.ts';
import { restoreBackup, type Restored, type RestoreOrder } from './restore.ts';

type DrillOrder = Pick<RestoreOrder, 'dir' | 'name' | 'outside' | 'keys'> & {
	/** Where there is room for everything for a while; the system's folder for such things when left out. */
	folder?: string | undefined;
};

type Drilled = Restored & {
	tookMs: number;
	/** The recording whose bytes were read; null in a centre without any. */
	read: { recordingId: string; bytes: number } | null;
};

/** Restores, compares, reads, removes, and notes how it ended. */
export async function drillBackup(
	context: BackupContext,
	order: DrillOrder
): Promise<Decision<Drilled, RestoreRefusal>> {
	const began = performance.now();
	const folder = await fs.mkdtemp(path.join(order.folder ?? tmpdir(), 'listenback-drill-'));
	try {
		const outcome = await restoreAndRead(context, order, folder);
		const tookMs = Math.round(performance.now() - began);
		const facts = outcome.ok
			? factsOf(outcome.value)
			: { name: order.name ?? null, fault: outcome.refusal, ...outcome.facts };
		await noteRun(context, { kind: 'drill', ok: outcome.ok, facts, tookMs });
		return outcome.ok ? accept({ ...outcome.value, tookMs }) : outcome;
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

const factsOf = ({ name, files, bytes, head }: Restored) => ({ name, files, bytes, head });

async function restoreAndRead(
	{ config }: BackupContext,
	order: DrillOrder,
	folder: string
): Promise<Decision<Omit<Drilled, 'tookMs'>, RestoreRefusal>> {
	const scratch = await scratchDatabase(config, folder);
	try {
		const to = path.join(folder, 'data');
		const database = { databaseUrl: scratch.databaseUrl, pgDump: config.pgDump };
		// A drill says nothing of the backup's age: it overwrites nothing.
		const restored = await restoreBackup({ ...order, to, database, older: true });
		if (!restored.ok) return restored;
		const read = await readOne(scratch.databaseUrl, to);
		if (read && read.state !== 'whole') return refuse('file-differs', { file: read.recordingId });
		return accept({
			...restored.value,
			read: read && { recordingId: read.recordingId, bytes: read.bytes }
		});
	} finally {
		await scratch.remove();
	}
}

/** The newest recording, found and read as a player does. */
async function readOne(
	url: string,
	dataDir: string
): Promise<{ recordingId: string; bytes: number; state: BlobState } | null> {
	const db = await openDatabase(url);
	try {
		const [row] = await db.read
			.select({ id: recordings.id, sha256: recordings.sha256 })
			.from(recordings)
			.where(isKept)
			.orderBy(desc(recordings.id))
			.limit(1);
		if (!row) return null;
		const store = recordingStore(dataDir);
		const bytes = (await store.size(row.sha256)) ?? 0;
		return { recordingId: row.id, bytes, state: await checkBlob(store, row.sha256) };
	} finally {
		await db.close();
	}
}
