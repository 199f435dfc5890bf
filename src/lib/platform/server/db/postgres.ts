/** PostgreSQL: every `tx` first locks the one `writer_lock` row, so that writers follow one another as on SQLite. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQL } from 'drizzle-orm';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import type { Db, InsertMany, Writer } from './client.ts';
import { columnList, conflictClause, targetOf } from './columns.ts';
import { sqlState } from './errors.ts';

/** Types that `values` reads: booleans and numbers of up to four bytes. The rest stays the text that was sent. */
const READ_TYPES = [16, 21, 23];
const BEGIN =
	'begin isolation level read committed; select id from writer_lock where id = 1 for update';

export async function openPostgres(url: string): Promise<Db> {
	const { default: postgres } = await import('pg');
	const { drizzle } = await import('drizzle-orm/node-postgres');
	const pool = new postgres.Pool({ connectionString: url, max: 10 });
	// A connection that breaks is replaced by the pool; without a listener it would end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	const dialect = new PgDialect();
	const types = {
		getTypeParser: (type: number): ((text: string) => unknown) =>
			READ_TYPES.includes(type)
				? (postgres.types.getTypeParser(type, 'text') as (text: string) => unknown)
				: (text) => text
	};
	const wrap = (client: Pool | PoolClient) => {
		const orm = drizzle(client);
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
				const arrays = target.columns.map(({ key, encode }) => rows.map((row) => encode(row[key])));
				const types = target.columns.map(({ type }, at) => `$${at + 1}::${type}[]`);
				await client.query(
					`insert into ${target.table} (${columnList(target)}) select * from unnest(${types.join(', ')})${conflictClause(options)}`,
					arrays
				);
			}
		}) as unknown as Writer;
	};
	return {
		read: wrap(pool),
		async tx(work) {
			for (let attempt = 0; ; attempt++) {
				try {
					return await inTransaction(pool, (client) => work(wrap(client)));
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

async function inTransaction<Value>(
	pool: Pool,
	work: (client: PoolClient) => Promise<Value>
): Promise<Value> {
	const client = await pool.connect();
	let broken = false;
	try {
		await client.query(BEGIN);
		const value = await work(client);
		await client.query('commit');
		return value;
	} catch (error) {
		await client.query('rollback').catch(() => (broken = true));
		throw error;
	} finally {
		client.release(broken);
	}
}
