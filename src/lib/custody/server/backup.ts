/**
 * A backup while everything goes on. The database first, the files second: a file is durable before
 * the row that names it is written, so every file that the copied database names was there when it
 * was copied. Only the purge takes files away. What it took between the two is noticed (a file is
 * gone and no recording needs it any more), and both are done again: the database of then holds the
 * tombstone. The manifest comes last.
 */
import { rm } from 'node:fs/promises';
import type { Context } from '#lib/people/server/context.ts';
import { signCheckpoint } from '#lib/audit/server/checkpoints.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { dumpDatabase } from '#lib/platform/server/db/dump.ts';
import type { Config } from '#lib/platform/server/config.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { totalBytes, type BackupManifest } from '../backup-manifest.ts';
import {
	backupFile,
	backupName,
	backupStore,
	beginBackup,
	DATABASE_FILE,
	digestOf,
	dropBackup,
	finishBackup
} from './backup-folder.ts';
import { noteRun } from './backup-runs.ts';
import { copyFiles } from './copy-files.ts';
import { neededOf } from './needed-files.ts';
import { snapshotOf } from './snapshot.ts';

export type BackupContext = Context & {
	store: BlobStore;
	config: Pick<Config, 'databaseUrl' | 'pgDump' | 'checkpointKey'>;
};

interface BackupResult {
	name: string;
	files: number;
	/** Files that no earlier backup had. */
	copied: number;
	bytes: number;
	head: BackupManifest['head'];
	lacking: BackupManifest['lacking'];
	tookMs: number;
}

/** Makes a backup in `dir` and notes it. A failure is noted too, and thrown. */
export async function makeBackup(context: BackupContext, dir: string): Promise<BackupResult> {
	const began = performance.now();
	try {
		await signCheckpoint(context, 'request');
		const { manifest, copied } = await write(context, dir, began);
		const { name, head, lacking } = manifest;
		const files = manifest.files.length;
		const tookMs = performance.now() - began;
		const facts = { name, files, copied, bytes: totalBytes(manifest), head };
		await noteRun(context, {
			...{ kind: 'backup', ok: lacking.length === 0, tookMs },
			facts: { ...facts, lacking: lacking.length }
		});
		return { ...facts, lacking, tookMs: Math.round(tookMs) };
	} catch (error) {
		const tookMs = performance.now() - began;
		await noteRun(context, { kind: 'backup', ok: false, facts: { fault: 'failed' }, tookMs });
		throw error;
	}
}

/** Some hundreds tell enough: a purge takes fifty recordings at a time. */
const missingOf = (lacking: BackupManifest['lacking']) =>
	lacking
		.filter(({ fault }) => fault === 'missing')
		.slice(0, 500)
		.map(({ sha256 }) => sha256);

async function write({ db, config, store, now }: BackupContext, dir: string, began: number) {
	const making = await beginBackup(dir);
	const file = backupFile(dir, making, DATABASE_FILE);
	const to = backupStore(dir);
	await to.sweep();
	try {
		for (let attempt = 1; ; attempt++) {
			const { wanted, ...seen } = await dumpDatabase(config, file, snapshotOf);
			const { copied, files, lacking } = await copyFiles(store, to, wanted);
			const gone = missingOf(lacking);
			const needed = await neededOf(db.read, gone);
			if (gone.some((sha256) => !needed.has(sha256)) && attempt < 3) {
				await rm(file);
				continue;
			}
			const manifest: BackupManifest = {
				format: 1,
				name: backupName(now),
				engine: isPostgres ? 'postgres' : 'sqlite',
				startedAt: now.toISOString(),
				finishedAt: new Date(now.getTime() + performance.now() - began).toISOString(),
				database: await digestOf(file),
				...seen,
				files,
				lacking
			};
			await finishBackup(dir, making, manifest);
			return { manifest, copied };
		}
	} catch (error) {
		await dropBackup(dir, making);
		throw error;
	}
}
