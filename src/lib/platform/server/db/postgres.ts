/** PostgreSQL: every `tx` first locks the one `writer_lock` row, so that writers follow one another as on SQLite. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Db } from './client.ts';
import { sqlState } from './errors.ts';

const BEGIN =
	'begin isolation level read committed; select id from writer_lock where id = 1 for update';

export async function openPostgres(url: string): Promise<Db> {
	const { default: postgres } = await import('pg');
	const { postgresSession } = await import('./postgres-session.ts');
	const pool = new postgres.Pool({ connectionString: url, max: 10 });
	// A connection that breaks is replaced by the pool; without a listener it would end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	return {
		read: postgresSession(pool),
		async tx(work) {
			for (let attempt = 0; ; attempt++) {
				try {
					return await inTransaction(pool, (client) => work(postgresSession(oneAtATime(client))));
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

/** A transaction has one connection: what is asked of it side by side follows one another, and nothing follows a failure. */
function oneAtATime(client: PoolClient): PoolClient {
	let tail: Promise<unknown> = Promise.resolve();
	const query = (...asked: Parameters<PoolClient['query']>) =>
		(tail = tail.then(() => client.query(...asked)));
	return Object.assign(Object.create(client) as PoolClient, { query });
}
