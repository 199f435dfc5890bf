/**
 * The folder of backups. `recordings/` holds the files of all of them, each once, as in a data
 * folder; `backups/NAME/` holds the database's file and the manifest of one. A backup is made under
 * `making-…` and gets its name by the last step, so that one that was cut off has none.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { sha256Text } from '#lib/audit/server/append.ts';
import { recordingStore, syncFolder } from '#lib/platform/server/files/local-store.ts';
import { manifestText, readManifest, type BackupManifest } from '../backup-manifest.ts';

export const DATABASE_FILE = 'database';
const MANIFEST = 'manifest.json';
const MAKING = 'making-';

const backupsIn = (dir: string) => path.join(dir, 'backups');
export const backupFile = (dir: string, name: string, file: string): string =>
	path.join(backupsIn(dir), name, file);
/** The files of recordings of all backups. */
export const backupStore = (dir: string) => recordingStore(dir);

/** A name that sorts by time. */
export const backupName = (at: Date): string => at.toISOString().replaceAll(':', '-');

/** A place to make a backup in; what earlier ones left half done goes. */
export async function beginBackup(dir: string): Promise<string> {
	await fs.mkdir(backupsIn(dir), { recursive: true });
	for (const name of await fs.readdir(backupsIn(dir)))
		if (name.startsWith(MAKING) && (await isAbandoned(path.join(backupsIn(dir), name))))
			await fs.rm(path.join(backupsIn(dir), name), { recursive: true, force: true });
	const making = `${MAKING}${randomUUID()}`;
	await fs.mkdir(path.join(backupsIn(dir), making));
	return making;
}

/** A day is longer than any backup takes. */
const isAbandoned = async (folder: string) => {
	const stat = await fs.stat(folder).catch(() => undefined);
	return stat !== undefined && Date.now() - stat.mtimeMs > 24 * 3600_000;
};

/** Writes the manifest and gives the backup its name. */
export async function finishBackup(
	dir: string,
	making: string,
	manifest: BackupManifest
): Promise<void> {
	const folder = path.join(backupsIn(dir), making);
	const handle = await fs.open(path.join(folder, MANIFEST), 'wx', 0o640);
	try {
		await handle.writeFile(manifestText(manifest, sha256Text));
		await handle.sync();
	} finally {
		await handle.close();
	}
	await syncFolder(folder);
	await fs.rename(folder, path.join(backupsIn(dir), manifest.name));
	await syncFolder(backupsIn(dir));
	await syncFolder(dir);
}

export const dropBackup = (dir: string, making: string): Promise<void> =>
	fs.rm(path.join(backupsIn(dir), making), { recursive: true, force: true });

/** Names of the backups, oldest first; whether they are whole is another question. */
export async function backupNames(dir: string): Promise<string[]> {
	const names = await fs.readdir(backupsIn(dir)).catch(() => []);
	return names.filter((name) => /^\d{4}-/.test(name)).sort();
}

/** Undefined when there is none, or it does not add up, or it belongs to another backup. */
export async function manifestOf(dir: string, name: string): Promise<BackupManifest | undefined> {
	const text = await fs.readFile(backupFile(dir, name, MANIFEST), 'utf8').catch(() => undefined);
	const manifest = text === undefined ? undefined : readManifest(text, sha256Text);
	return manifest?.name === name ? manifest : undefined;
}

export async function digestOf(file: string): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { bytes, sha256: hash.digest('hex') };
}
