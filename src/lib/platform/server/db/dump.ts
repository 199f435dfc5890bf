/**
 * The whole database as one file, taken while it is being written to, and back. `VACUUM INTO` on
 * SQLite, `pg_dump` in its custom format on PostgreSQL.
 */
import { sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Reader } from './client.ts';
import { isPostgres } from './dialect.ts';

/** Which database, and by which program on PostgreSQL. */
export type DumpConfig = Pick<Config, 'databaseUrl' | 'pgDump'>;

/** A sentence for the operator: a program that is missing or too old, a place that is not empty. */
export class DumpRefused extends Error {}

/** Writes the database to `file`, durably, and answers what `look` saw in exactly the state written. */
export async function dumpDatabase<Value>(
	config: DumpConfig,
	file: string,
	look: (read: Reader) => Promise<Value>
): Promise<Value> {
	return isPostgres
		? (await import('./dump-postgres.ts')).dumpPostgres(config, file, look)
		: (await import('./dump-sqlite.ts')).dumpSqlite(config, file, look);
}

/** A database that was loaded and is not yet the one that was asked for. */
export interface Loaded {
	/** Where it can be looked at. */
	databaseUrl: string;
	/** Makes it the one that was asked for. Durable when this resolves. */
	settle(): Promise<void>;
	/** Takes it away. */
	remove(): Promise<void>;
}

/** Loads `file` into the database that `config` names. Refuses one that holds anything. */
export async function loadDump(config: DumpConfig, file: string): Promise<Loaded> {
	return isPostgres
		? (await import('./dump-postgres.ts')).loadPostgres(config, file)
		: (await import('./dump-sqlite.ts')).loadSqlite(config, file);
}

/** An empty database of its own, until removed. */
export type Scratch = Pick<Loaded, 'databaseUrl' | 'remove'>;

/** On SQLite a file in `folder`, on PostgreSQL a database on the server of `config`. */
export async function scratchDatabase(
	{ databaseUrl }: Pick<DumpConfig, 'databaseUrl'>,
	folder: string
): Promise<Scratch> {
	if (isPostgres) return (await import('./dump-postgres.ts')).scratchPostgres(databaseUrl);
	return { databaseUrl: `file:${folder}/drill.db`, remove: () => Promise.resolve() };
}

/** Rows of every table, by its name. */
export async function countRows(read: Reader): Promise<Record<string, number>> {
	const tables = await read.all<{ name: string }>(
		isPostgres
			? sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`
			: sql`select '"' || name || '"' as name from sqlite_master where type = 'table' and name not like 'sqlite\_%' escape '\\' order by 1`
	);
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const [row] = await read.all<{ n: number | string }>(
			sql`select count(*) as n from ${sql.raw(name)}`
		);
		counts[name.replaceAll('"', '')] = Number(row?.n);
	}
	return counts;
}

/** What the engine itself finds broken in the database; empty when nothing. */
export async function engineFaults(read: Reader): Promise<string[]> {
	if (isPostgres) return [];
	const rows = await read.all<{ integrity_check: string }>(sql`pragma integrity_check`);
	const dangling = await read.all(sql`pragma foreign_key_check`);
	return [
		...rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
		...(dangling.length > 0 ? [`${dangling.length} rows point nowhere`] : [])
	];
}
