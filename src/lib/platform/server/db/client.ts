/**
 * The database: `db.read` for queries, `db.tx` as the only way to write.
 *
 * SQLite: two connections. The reader is query-only and never sees half a change; the writer
 * is reached through `tx` alone, one at a time. PostgreSQL: every `tx` first locks the one
 * `writer_lock` row, so that both engines run writers one after another (docs/decisions/003).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { sql, type SQL } from 'drizzle-orm';
import { isPostgres } from './dialect.ts';
import { sqlState } from './errors.ts';

type AnyPg = PgDatabase<PgQueryResultHKT, Record<string, never>>;
/** What a query may use: the subset that both engines run. */
export type Reader = Pick<AnyPg, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'> & {
	/** Rows of a raw statement; columns arrive as the driver gives them. */
	all<Row>(query: SQL): Promise<Row[]>;
};
/** What a command gets inside `tx`. */
export type Writer = Reader & Pick<AnyPg, 'insert' | 'update' | 'delete'>;

export interface Db {
	read: Reader;
	/**
	 * Runs `work` in one writing transaction and commits what it returns; a throw rolls back.
	 * `work` may run again after a conflict: no side effects but the database in it.
	 * A `tx` inside a `tx` throws at once (the second would wait for the first for ever).
	 */
	tx<Value>(work: (writer: Writer) => Promise<Value>): Promise<Value>;
	close(): Promise<void>;
}

const inTx = new AsyncLocalStorage<true>();

function refuseNesting() {
	if (inTx.getStore()) throw new Error('tx inside tx: pass the writer down instead');
}

/** Opens a migrated database; `url` must be of the engine that DATABASE_URL named at start. */
export const openDatabase = (url: string): Promise<Db> =>
	isPostgres ? openPostgres(url) : openSqlite(url);

/** Path of a `file:` URL. */
export const sqlitePath = (url: string): string => url.replace(/^file:(\/\/)?/, '');

async function openSqlite(url: string): Promise<Db> {
	const { default: Database } = await import('better-sqlite3');
	const { drizzle } = await import('drizzle-orm/better-sqlite3');
	const file = sqlitePath(url);
	const connect = () => {
		const connection = new Database(file);
		connection.pragma('journal_mode = WAL');
		// Compiled in with WAL default NORMAL, which loses acknowledged commits in a power cut.
		connection.pragma('synchronous = FULL');
		connection.pragma('foreign_keys = ON');
		connection.pragma('busy_timeout = 200');
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
	const wrap = (connection: typeof writer) => {
		const orm = drizzle(connection);
		const all = orm.all.bind(orm);
		// `all` of this driver is synchronous; callers await it as on PostgreSQL.
		return Object.assign(orm, {
			all: async (query: SQL) => Promise.resolve(all(query))
		}) as unknown as Writer;
	};
	const write = wrap(writer);
	let tail: Promise<unknown> = Promise.resolve();
	return {
		read: wrap(reader),
		tx(work) {
			refuseNesting();
			const run = async () => {
				await beginImmediate(() => writer.exec('begin immediate'));
				try {
					const value = await inTx.run(true, () => work(write));
					writer.exec('commit');
					return value;
				} catch (error) {
					if (writer.inTransaction) writer.exec('rollback');
					throw error;
				}
			};
			const result = tail.then(run, run);
			tail = result.catch(() => undefined);
			return result;
		},
		async close() {
			await tail;
			reader.close();
			writer.close();
		}
	};
}

/** Waits up to 15 s for another process (a command line beside the server) to finish writing. */
async function beginImmediate(begin: () => void) {
	for (let attempt = 0; ; attempt++) {
		try {
			begin();
			return;
		} catch (error) {
			if (sqlState(error) !== 'SQLITE_BUSY' || attempt >= 60) throw error;
			await sleep(10 + attempt);
		}
	}
}

async function openPostgres(url: string): Promise<Db> {
	const { default: postgres } = await import('pg');
	const { drizzle } = await import('drizzle-orm/node-postgres');
	const pool = new postgres.Pool({ connectionString: url, max: 10 });
	// An idle connection that breaks is replaced by the pool; without a listener it would end the process.
	pool.on('error', () => undefined);
	const wrap = (orm: object) =>
		Object.assign(orm, {
			all: async (query: SQL) => (await (orm as AnyPg & Executable).execute(query)).rows
		}) as unknown as Writer;
	const orm = drizzle(pool);
	return {
		read: wrap(orm),
		async tx(work) {
			refuseNesting();
			for (let attempt = 0; ; attempt++) {
				try {
					return await inTx.run(true, () =>
						orm.transaction(
							async (transaction) => {
								await transaction.execute(sql`select id from writer_lock where id = 1 for update`);
								return work(wrap(transaction));
							},
							{ isolationLevel: 'read committed' }
						)
					);
				} catch (error) {
					const conflict = ['40001', '40P01'].includes(sqlState(error) ?? '');
					if (!conflict || attempt >= 10) throw error;
					await sleep(5 * 2 ** attempt);
				}
			}
		},
		close: () => pool.end()
	};
}

interface Executable {
	execute(query: SQL): Promise<{ rows: never[] }>;
}
