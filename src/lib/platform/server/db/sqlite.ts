/**
 * SQLite: two connections. The reader is query-only and never sees half a change; the writer is
 * reached through `tx` alone, one at a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, OpenOptions } from './client.ts';
import { isStorageFull, sqlState, WritesRefused } from './errors.ts';
import { breakSeal, checkSeal, sealFile, sealRefusal } from './seal.ts';
import { spaceAside } from './space-aside.ts';

/** Path of a `file:` URL. */
export const sqlitePath = (url: string): string => url.replace(/^file:(\/\/)?/, '');

/**
 * A wait inside SQLite stops the whole thread, so only what is rare and short waits there; and who
 * opens a file, as long as another process may take to seal it.
 */
export const OPENING_WAIT_MS = 65_000;
const READING_WAIT_MS = 200;

/** Pages of the log (4 KiB each) after which a commit moves them into the file as well: several draws, of up to 2500 each. */
const CHECKPOINT_PAGES = 8000;
/** For whoever leaves that to another thread: only a log that has grown very long is moved. */
const LEFT_PAGES = 20_000;

export async function openSqlite(
	url: string,
	{ serves, keepsSpace, sealsWithinMs = 0 }: OpenOptions
): Promise<Db> {
	const { default: Database } = await import('better-sqlite3');
	const { sqliteSession } = await import('./sqlite-session.ts');
	const file = sqlitePath(url);
	const seal = await checkSeal(file);
	let refused = sealRefusal(file, seal);
	const connect = () => {
		const connection = new Database(file, { readonly: refused !== undefined });
		connection.pragma(`busy_timeout = ${OPENING_WAIT_MS}`);
		if (!refused) connection.pragma('journal_mode = WAL');
		// Compiled in with WAL default NORMAL, which loses acknowledged commits in a power cut.
		connection.pragma('synchronous = FULL');
		connection.pragma('foreign_keys = ON');
		connection.pragma('cache_size = -65536');
		connection.pragma('mmap_size = 1073741824');
		connection.pragma('trusted_schema = OFF');
		if (connection.pragma('synchronous', { simple: true }) !== 2)
			throw new Error('SQLite: synchronous=FULL could not be set');
		return connection;
	};
	const writer = connect();
	const reader = connect();
	reader.pragma('query_only = ON');
	reader.pragma(`busy_timeout = ${READING_WAIT_MS}`);
	writer.pragma('busy_timeout = 0');
	writer.pragma(`wal_autocheckpoint = ${serves ? LEFT_PAGES : CHECKPOINT_PAGES}`);
	const write = sqliteSession(writer);
	const aside = keepsSpace && !refused ? spaceAside(file) : undefined;
	let tail: Promise<unknown> = Promise.resolve();
	return {
		seal,
		read: sqliteSession(reader),
		tx(work) {
			const once = async () => {
				if (refused) throw refused;
				await breakSeal(file);
				await beginImmediate(() => writer.exec('begin immediate'));
				try {
					const value = await work(write);
					writer.exec('commit');
					return value;
				} catch (error) {
					if (isDamage(error)) refused ??= storageFailed(error);
					if (writer.inTransaction) writer.exec('rollback');
					throw error;
				}
			};
			const run = () =>
				once().catch((error: unknown) => {
					if (isStorageFull(error) && aside?.release()) return once();
					throw error;
				});
			const result = tail.then(run, run);
			tail = result.catch(() => undefined);
			return result;
		},
		async close() {
			await tail;
			aside?.close();
			reader.close();
			writer.close();
			if (sealsWithinMs > 0 && !refused) await sealFile(file, sealsWithinMs);
		}
	};
}

/**
 * The disk failed, or gave back what was not written. What the operating system keeps of the file may
 * not be what is on the disk: nothing is written until a start has looked at it anew. Reading goes on.
 */
const storageFailed = (cause: unknown) =>
	new WritesRefused('SQLite: the storage failed; nothing is written until the next start', {
		cause
	});

const isDamage = (error: unknown): boolean =>
	/^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(sqlState(error) ?? '');

const WRITING_WAIT_MS = 15_000;

/** Waits for another thread or process to finish writing; meanwhile this thread does its other work. */
async function beginImmediate(begin: () => void) {
	const began = performance.now();
	for (let attempt = 1; ; attempt++) {
		try {
			begin();
			return;
		} catch (error) {
			const waited = performance.now() - began;
			if (sqlState(error) !== 'SQLITE_BUSY' || waited > WRITING_WAIT_MS) throw error;
			await sleep(Math.min(attempt, 20));
		}
	}
}
