/** What queries and commands use, made of one connection to SQLite. */
import type { SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from 'better-sqlite3';
import type { InsertMany, Writer } from './client.ts';
import { columnList, conflictClause, targetOf } from './columns.ts';
import { keepStatements } from './kept-statements.ts';

export function sqliteSession(connection: Database): Writer {
	keepStatements(connection);
	const orm = drizzle(connection);
	const all = orm.all.bind(orm);
	const values = orm.values.bind(orm);
	// This driver is synchronous; callers await it as on PostgreSQL.
	return Object.assign(orm, {
		all: async (query: SQL) => Promise.resolve(all(query)),
		values: async (query: SQL) => Promise.resolve(values(query)),
		async insertMany(
			table: PgTable,
			rows: readonly Record<string, unknown>[],
			options?: InsertMany
		) {
			if (rows.length === 0) return;
			const target = targetOf(table, rows[0]!);
			const places = target.columns.map(() => '?').join(', ');
			const statement = connection.prepare(
				`insert into ${target.table} (${columnList(target)}) values (${places})${conflictClause(options)}`
			);
			for (const row of rows)
				statement.run(target.columns.map((column) => column.encode(row[column.key])));
		}
	}) as unknown as Writer;
}
