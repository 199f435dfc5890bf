/**
 * The database: `db.read` for queries, `db.tx` as the only way to write. Both engines run writers
 * one after another (docs/decisions/003); how, is in sqlite.ts and postgres.ts.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import type { SQL } from 'drizzle-orm';
import { isPostgres } from './dialect.ts';
import type { SealState } from './seal.ts';

type AnyPg = PgDatabase<PgQueryResultHKT, Record<string, never>>;
/** What a query may use: the subset that both engines run. */
export type Reader = Pick<AnyPg, 'select' | 'selectDistinct' | 'with' | '$with' | '$count'> & {
	/** Rows of a raw statement; columns arrive as the driver gives them. */
	all<Row>(query: SQL): Promise<Row[]>;
	/**
	 * Rows of a raw statement as arrays in the order of its columns, which have different names;
	 * whole numbers beyond 2^31 and instants may arrive as text. The cheapest way to read very many.
	 */
	values<Row extends unknown[]>(query: SQL): Promise<Row[]>;
};
/** What a command gets inside `tx`. */
export type Writer = Reader &
	Pick<AnyPg, 'insert' | 'update' | 'delete'> & {
		/**
		 * Inserts very many rows of the same columns, any number, at a fraction of what `insert` costs.
		 * `leaveStanding` passes over a row that a unique index refuses.
		 */
		insertMany<Table extends PgTable>(
			table: Table,
			rows: readonly Table['$inferInsert'][],
			options?: InsertMany
		): Promise<void>;
	};

export interface InsertMany {
	leaveStanding?: boolean;
}

export interface Db {
	/** How the file was found when it was opened (SQLite alone); one that was changed is only read. */
	seal?: SealState;
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

export interface OpenOptions {
	/** This thread answers people while another one writes much: it leaves to that one what would hold it up. */
	serves?: boolean;
	/** This process keeps space aside for a disk that others fill (SQLite alone). */
	keepsSpace?: boolean;
	/** Closing seals the file when nobody else has it open and that takes no longer than this (SQLite alone). */
	sealsWithinMs?: number;
}

/** Opens a migrated database; `url` must be of the engine that DATABASE_URL named at start. */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Db> {
	const db = isPostgres
		? await (await import('./postgres.ts')).openPostgres(url)
		: await (await import('./sqlite.ts')).openSqlite(url, options);
	return {
		...db,
		tx(work) {
			if (inTx.getStore()) throw new Error('tx inside tx: pass the writer down instead');
			return db.tx((writer) => inTx.run(true, () => work(writer)));
		}
	};
}
