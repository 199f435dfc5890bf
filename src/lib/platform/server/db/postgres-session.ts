/** What queries and commands use, made of one connection to PostgreSQL or of the pool. */
import type { SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import postgres, { type ClientBase, type Pool } from 'pg';
import type { InsertMany, Writer } from './client.ts';
import { columnList, conflictClause, targetOf } from './columns.ts';
import { arrayOf } from './dialect.ts';

/** Types that `values` reads: booleans and numbers of up to four bytes. The rest stays the text that was sent. */
const READ_TYPES = [16, 21, 23];
const dialect = new PgDialect();
const types = {
	getTypeParser: (type: number): ((text: string) => unknown) =>
		READ_TYPES.includes(type)
			? (postgres.types.getTypeParser(type, 'text') as (text: string) => unknown)
			: (text) => text
};

export function postgresSession(client: Pool | ClientBase): Writer {
	const orm = drizzle(client as Pool);
	return Object.assign(orm, {
		all: async (query: SQL) => (await orm.execute(query)).rows,
		async values(query: SQL) {
			const { sql: text, params } = dialect.sqlToQuery(query);
			return (await client.query({ text, values: params, rowMode: 'array', types })).rows;
		},
		async insertMany(
			table: PgTable,
			rows: readonly Record<string, unknown>[],
			options?: InsertMany
		) {
			if (rows.length === 0) return;
			const target = targetOf(table, rows[0]!);
			// One array for each column: no statement has parameters for thousands of rows.
			const arrays = target.columns.map(({ key, encode }) =>
				arrayOf(rows.map((row) => encode(row[key])))
			);
			const cast = target.columns.map(({ type }, at) => `$${at + 1}::${type}[]`);
			await client.query(
				`insert into ${target.table} (${columnList(target)}) select * from unnest(${cast.join(', ')})${conflictClause(options)}`,
				arrays
			);
		}
	}) as unknown as Writer;
}
