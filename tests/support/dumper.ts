/** Whether backups can be made here: on PostgreSQL they take a `pg_dump` as new as the server. */
import { inject } from 'vitest';
import { readConfig } from '#lib/platform/server/config.ts';
import { engine } from './database.ts';

/** What is lacking, or undefined. */
export async function dumperMisses(): Promise<string | undefined> {
	if (engine === 'sqlite') return undefined;
	const { dumperVersion } = await import('#lib/platform/server/db/dump-postgres.ts');
	const { default: postgres } = await import('pg');
	const client = new postgres.Client({
		connectionString: `${inject('postgresServer')}/postgres`
	});
	await client.connect();
	const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
	await client.end();
	const server = Math.floor(Number(rows[0]!.server_version_num) / 10_000);
	const tool = await dumperVersion(readConfig(process.env));
	return tool !== undefined && tool >= server
		? undefined
		: `pg_dump of version ${server} is not on this machine (found: ${tool ?? 'none'})`;
}
