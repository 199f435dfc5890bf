/**
 * A backup made into a data folder and a database again. Everything is compared on the way: each
 * file with its checksum, the database's file with the manifest, then what it holds with what the
 * manifest counted, and the audit chain link by link. What does not agree is refused, and nothing
 * stays of the attempt.
 */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { readNote, type SignedNote } from '#lib/audit/checkpoint.ts';
import type { PublicKey } from '#lib/audit/server/checkpoint-key.ts';
import type { Uncovered } from '#lib/audit/verdict.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import {
	DumpRefused,
	loadDump,
	type DumpConfig,
	type Loaded
} from '#lib/platform/server/db/dump.ts';
import {
	recordingFolder,
	recordingStore,
	syncFolder
} from '#lib/platform/server/files/local-store.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { totalBytes, type BackupManifest } from '../backup-manifest.ts';
import { decideAge, type KnownState, type RestoreRefusal } from '../restore.ts';
import {
	backupFile,
	backupNames,
	backupStore,
	DATABASE_FILE,
	digestOf,
	manifestOf
} from './backup-folder.ts';
import { copyFiles } from './copy-files.ts';
import { checkRestored } from './restored.ts';
import type { PresentChain } from './snapshot.ts';

export interface RestoreOrder {
	/** The folder of backups, and which of them; the newest when left out. */
	dir: string;
	name?: string | undefined;
	/** The data folder to make: not there, or empty. */
	to: string;
	/** The database to make: an empty one, on SQLite a file that is not there. */
	database: DumpConfig;
	/** Checkpoints that were kept outside, and the keys they may be signed with. */
	outside: readonly SignedNote[];
	keys: readonly PublicKey[] | undefined;
	/** The chain of the database in use. */
	present?: PresentChain | undefined;
	/** Restore although later entries are known. */
	older: boolean;
}

export interface Restored {
	name: string;
	files: number;
	bytes: number;
	head: BackupManifest['head'];
	/** Entries known elsewhere that this backup does not have. */
	lost: number;
	/** Files that were not whole when the backup was made. */
	lacking: number;
	uncovered: Uncovered;
}

export async function restoreBackup(
	order: RestoreOrder
): Promise<Decision<Restored, RestoreRefusal>> {
	const found = await findBackup(order);
	if (!found.ok) return found;
	const manifest = found.value;
	const age = decideAge(manifest, knownStates(manifest, order), order.older);
	if (!age.ok) return age;
	if ((await fs.readdir(order.to).catch(() => [])).length > 0)
		return refuse('not-empty', { place: order.to });
	const staging = path.join(order.to, '.restoring');
	let loaded: Loaded | undefined;
	try {
		const files = await restoreFiles(order.dir, manifest, staging);
		if (!files.ok) return files;
		const file = backupFile(order.dir, manifest.name, DATABASE_FILE);
		const digest = await digestOf(file).catch(() => undefined);
		if (digest?.sha256 !== manifest.database.sha256) return refuse('database-differs');
		loaded = await loadDump(order.database, file);
		const checked = await checkRestored(manifest, loaded.databaseUrl, order);
		if (!checked.ok) return checked;
		await fs.rename(recordingFolder(staging), recordingFolder(order.to));
		await syncFolder(order.to);
		await loaded.settle();
		loaded = undefined;
		return accept({
			...{ name: manifest.name, files: manifest.files.length, bytes: totalBytes(manifest) },
			...{ head: manifest.head, lost: age.value.lost, lacking: manifest.lacking.length },
			uncovered: checked.value
		});
	} catch (error) {
		if (error instanceof DumpRefused) return refuse('database-damaged', { why: error.message });
		throw error;
	} finally {
		await loaded?.remove();
		await fs.rm(staging, { recursive: true, force: true });
	}
}

async function findBackup({
	dir,
	name
}: RestoreOrder): Promise<Decision<BackupManifest, RestoreRefusal>> {
	const names = await backupNames(dir);
	const wanted = name ?? names.at(-1);
	if (wanted === undefined || !names.includes(wanted)) return refuse('no-backup');
	const manifest = await manifestOf(dir, wanted);
	if (!manifest) return refuse('not-whole', { name: wanted });
	const engine = isPostgres ? 'postgres' : 'sqlite';
	if (manifest.engine !== engine) return refuse('other-engine', { engine: manifest.engine });
	return accept(manifest);
}

/** States of this very chain; notes of others, and unreadable ones, are judged with the chain itself. */
function knownStates({ origin }: BackupManifest, { outside, present }: RestoreOrder): KnownState[] {
	const notes = outside.map(({ note }) => ({ where: 'checkpoint' as const, ...readNote(note) }));
	return [...notes, { where: 'present' as const, ...present }]
		.filter((state) => state.origin === origin)
		.map(({ where, seq = 0 }) => ({ where, seq }));
}

async function restoreFiles(
	dir: string,
	manifest: BackupManifest,
	staging: string
): Promise<Decision<void, RestoreRefusal>> {
	await fs.mkdir(recordingFolder(staging), { recursive: true });
	const wanted = manifest.files.map(([sha256]) => sha256);
	const store = recordingStore(staging);
	const { lacking } = await copyFiles(backupStore(dir), store, wanted);
	const [first] = lacking;
	if (!first) return accept(undefined);
	const facts = { file: first.sha256, files: lacking.length };
	return refuse(first.fault === 'missing' ? 'file-missing' : 'file-differs', facts);
}
