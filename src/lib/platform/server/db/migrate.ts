/**
 * Brings a database to the current schema. SQLite runs on a connection of its own with foreign
 * keys off: drizzle-kit rebuilds tables, and the pragma does nothing inside the migrator's
 * transaction, so with keys on a rebuild would cascade rows away without an error.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as Connection } from 'better-sqlite3';
import type { Client } from 'pg';
import { isPostgres } from './dialect.ts';
import { sqlState } from './errors.ts';
import { breakSeal, refuseChanged } from './seal.ts';
import { OPENING_WAIT_MS, sqlitePath } from './sqlite.ts';

const folder = (engine: 'sqlite' | 'postgres') =>
	path.resolve(process.env.LISTENBACK_MIGRATIONS ?? path.join(projectRoot(), 'drizzle'), engine);

/** Applies pending migrations; before the first pending one of a SQLite file a copy is put beside it. */
export async function migrate(url: string): Promise<void> {
	if (isPostgres) await migratePostgres(url);
	else await migrateSqlite(url);
}

async function migrateSqlite(url: string) {
	const { default: Database } = await import('better-sqlite3');
	const { drizzle } = await import('drizzle-orm/better-sqlite3');
	const { migrate: apply } = await import('drizzle-orm/better-sqlite3/migrator');
	const file = sqlitePath(url);
	const known = countMigrations('sqlite');
	const applied = existsSync(file) ? await look(file, appliedMigrations) : 0;
	if (applied === known) return;
	// One that was changed stays as it is; one that is gone is not made anew beside its seal.
	await refuseChanged(file);
	mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
	const connection = new Database(file);
	try {
		connection.pragma(`busy_timeout = ${OPENING_WAIT_MS}`);
		connection.pragma('journal_mode = WAL');
		connection.pragma('synchronous = FULL');
		connection.pragma('foreign_keys = OFF');
		await breakSeal(file);
		if (applied > 0) {
			const backup = `${file}.before-${known}.bak`;
			rmSync(backup, { force: true });
			connection.prepare('vacuum into ?').run(backup);
		}
		apply(drizzle(connection), { migrationsFolder: folder('sqlite') });
		const dangling = connection.pragma('foreign_key_check') as unknown[];
		if (dangling.length > 0)
			throw new Error(`migration left ${dangling.length} rows that point nowhere`);
		connection.prepare('insert or ignore into writer_lock (id) values (1)').run();
	} finally {
		connection.close();
	}
}

/** Reads without writing; when it fails because the file was changed, that is said. */
async function look<Value>(file: string, read: (connection: Connection) => Value): Promise<Value> {
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(file, { readonly: true, timeout: OPENING_WAIT_MS });
	try {
		return read(connection);
	} catch (error) {
		await refuseChanged(file);
		throw error;
	} finally {
		connection.close();
	}
}

function appliedMigrations(connection: Connection): number {
	const exists = connection
		.prepare("select 1 as one from sqlite_master where name = '__drizzle_migrations'")
		.get();
	if (!exists) return 0;
	return (
		connection.prepare('select count(*) as n from __drizzle_migrations').get() as { n: number }
	).n;
}

function countMigrations(engine: 'sqlite' | 'postgres'): number {
	const journal = path.join(folder(engine), 'meta', '_journal.json');
	return (JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }).entries.length;
}

async function migratePostgres(url: string) {
	const { default: postgres } = await import('pg');
	const { drizzle } = await import('drizzle-orm/node-postgres');
	const { migrate: apply } = await import('drizzle-orm/node-postgres/migrator');
	const client = new postgres.Client({ connectionString: url });
	await client.connect();
	try {
		// A role that may not change the schema opens a database that is up to date.
		if ((await appliedOnPostgres(client)) === countMigrations('postgres')) return;
		// Two nodes starting together: one migrates; the other fails on what exists and looks again.
		for (let attempt = 0; ; attempt++) {
			try {
				await apply(drizzle(client), { migrationsFolder: folder('postgres') });
				break;
			} catch (error) {
				if (sqlState(error) === '42501')
					throw new Error(
						'this role may not change the schema, and there is a newer one: run any command once with the address of the owner (docs/postgres-roles.sql)',
						{ cause: error }
					);
				if (attempt >= 4) throw error;
				await sleep(500);
			}
		}
		await client.query('insert into writer_lock (id) values (1) on conflict do nothing');
	} finally {
		await client.end();
	}
}

async function appliedOnPostgres(client: Client): Promise<number> {
	const there = await client.query<{ there: boolean }>(
		"select to_regclass('drizzle.__drizzle_migrations') is not null as there"
	);
	if (!there.rows[0]?.there) return 0;
	const { rows } = await client.query<{ n: string }>(
		'select count(*) as n from drizzle.__drizzle_migrations, writer_lock'
	);
	return Number(rows[0]?.n);
}

/** The folder that holds package.json, from this file upwards. */
function projectRoot(): string {
	let here = import.meta.dirname;
	while (!existsSync(path.join(here, 'package.json'))) {
		const parent = path.dirname(here);
		if (parent === here) throw new Error('package.json not found above the migrations');
		here = parent;
	}
	return here;
}
