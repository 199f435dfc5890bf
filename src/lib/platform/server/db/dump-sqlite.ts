import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import Database from 'better-sqlite3';
import { syncFile, syncFolder } from '../files/local-store.ts';
import type { Reader } from './client.ts';
import { DumpRefused, type DumpConfig, type Loaded } from './dump.ts';
import { breakSeal, refuseChanged } from './seal.ts';
import { sqliteSession } from './sqlite-session.ts';
import { sqlitePath } from './sqlite.ts';

/** Readers and writers go on meanwhile: the copy is one read transaction. A damaged file is not copied: its backup would be the newest. */
export async function dumpSqlite<Value>(
	{ databaseUrl }: DumpConfig,
	file: string,
	look: (read: Reader) => Promise<Value>
): Promise<Value> {
	const from = sqlitePath(databaseUrl);
	await refuseChanged(from);
	const source = new Database(from, { readonly: true, timeout: 5000 });
	try {
		source.prepare('vacuum into ?').run(file);
	} finally {
		source.close();
	}
	await syncFile(file);
	await syncFolder(path.dirname(path.resolve(file)));
	const copy = new Database(file, { readonly: true });
	try {
		return await look(sqliteSession(copy));
	} finally {
		copy.close();
	}
}

export async function loadSqlite({ databaseUrl }: DumpConfig, file: string): Promise<Loaded> {
	const target = sqlitePath(databaseUrl);
	if (await fs.stat(target).catch(() => undefined)) throw new DumpRefused(`${target} exists`);
	const folder = path.dirname(path.resolve(target));
	await fs.mkdir(folder, { recursive: true });
	const loading = `${target}.restoring`;
	const remove = async () => {
		for (const name of await fs.readdir(folder))
			if (name.startsWith(path.basename(loading))) await fs.rm(path.join(folder, name));
	};
	await remove();
	await fs.copyFile(file, loading);
	await syncFile(loading);
	await syncFolder(folder);
	return {
		databaseUrl: `file:${loading}`,
		remove,
		async settle() {
			await syncFile(loading);
			// Of a file that stood here before.
			await breakSeal(target);
			await fs.rename(loading, target);
			await remove();
			await syncFolder(folder);
		}
	};
}
