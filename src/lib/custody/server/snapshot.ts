/** What a manifest says of a database, read from the very state that was written to the backup. */
import { existsSync } from 'node:fs';
import { desc, eq, ne } from 'drizzle-orm';
import { GENESIS } from '#lib/audit/chain.ts';
import { newestCheckpoint } from '#lib/audit/server/checkpoints.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Config } from '#lib/platform/server/config.ts';
import { openDatabase, type Reader } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { countRows } from '#lib/platform/server/db/dump.ts';
import { sqlitePath } from '#lib/platform/server/db/sqlite.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { BackupManifest } from '../backup-manifest.ts';

type Snapshot = Pick<BackupManifest, 'origin' | 'head' | 'checkpoint' | 'tables'> & {
	/** Files that the recordings name, in their order; of a purged one the bytes are in its tombstone. */
	wanted: string[];
};

export async function snapshotOf(read: Reader): Promise<Snapshot> {
	const newest = await newestCheckpoint(read);
	const { sha256, playbackSha256, peaksSha256 } = recordings;
	const rows = await read
		.select({ sha256, playbackSha256, peaksSha256 })
		.from(recordings)
		.where(ne(recordings.custody, 'purged'));
	const named = rows.flatMap((row) => [row.sha256, row.playbackSha256, row.peaksSha256]);
	return {
		origin: await originOf(read),
		head: await headOf(read),
		checkpoint: newest ? { note: newest.note, signature: newest.signature } : null,
		tables: await countRows(read),
		wanted: [...new Set(named.filter((file) => file !== null))].sort()
	};
}

export async function headOf(read: Reader): Promise<BackupManifest['head']> {
	const [head] = await read
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return head ?? { seq: 0, hash: GENESIS };
}

async function originOf(read: Reader): Promise<string> {
	const [first] = await read
		.select({ hash: auditEntries.hash })
		.from(auditEntries)
		.where(eq(auditEntries.seq, 1));
	return first?.hash.slice(0, 16) ?? '';
}

/** The chain in the database in use, before anything is restored; undefined when there is no database. */
export async function presentChain({
	databaseUrl
}: Pick<Config, 'databaseUrl'>): Promise<PresentChain | 'unreadable' | undefined> {
	if (!isPostgres && !existsSync(sqlitePath(databaseUrl))) return undefined;
	const db = await openDatabase(databaseUrl).catch(() => undefined);
	if (!db) return 'unreadable';
	try {
		return { origin: await originOf(db.read), seq: (await headOf(db.read)).seq };
	} catch {
		return 'unreadable';
	} finally {
		await db.close();
	}
}

export interface PresentChain {
	origin: string;
	seq: number;
}
