import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'pg';
import type { Reader } from './client.ts';
import { DumpRefused, type DumpConfig, type Loaded, type Scratch } from './dump.ts';
import { postgresSession } from './postgres-session.ts';

const run = promisify(execFile);
type Tool = 'pg_dump' | 'pg_restore';

/** `pg_dump` sees the very snapshot that `look` sees: it is exported by the transaction that stays open. */
export async function dumpPostgres<Value>(
	config: DumpConfig,
	file: string,
	look: (read: Reader) => Promise<Value>
): Promise<Value> {
	const client = new postgres.Client({ connectionString: config.databaseUrl });
	await client.connect();
	try {
		await newEnough(client, config);
		await client.query('begin isolation level repeatable read read only');
		const { rows } = await client.query<{ snapshot: string }>(
			'select pg_export_snapshot() as snapshot'
		);
		const seen = await look(postgresSession(client));
		await postgresTool('pg_dump', config, [
			...['--format=custom', '--no-owner', `--file=${file}`],
			`--snapshot=${rows[0]!.snapshot}`
		]);
		return seen;
	} finally {
		await client.end();
	}
}

export async function loadPostgres(config: DumpConfig, file: string): Promise<Loaded> {
	const client = new postgres.Client({ connectionString: config.databaseUrl });
	await client.connect().catch((error: unknown) => {
		throw new DumpRefused(`the database to restore into: ${(error as Error).message}`);
	});
	try {
		await newEnough(client, config);
		const { rowCount } = await client.query(
			"select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1"
		);
		if (rowCount) throw new DumpRefused('the database to restore into is not empty');
	} finally {
		await client.end();
	}
	const options = ['--no-owner', '--exit-on-error', '--single-transaction', file];
	await postgresTool('pg_restore', config, options);
	const { databaseUrl } = config;
	return { databaseUrl, settle: () => Promise.resolve(), remove: () => empty(databaseUrl) };
}

async function empty(url: string): Promise<void> {
	await onServer(
		url,
		'drop schema if exists drizzle cascade; drop schema public cascade; create schema public'
	);
}

async function onServer(url: string, statement: string): Promise<void> {
	const client = new postgres.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

/** An empty database on the same server, for a while. The role needs CREATEDB. */
export async function scratchPostgres(url: string): Promise<Scratch> {
	const name = `listenback_drill_${randomBytes(6).toString('hex')}`;
	const place = new URL(url);
	place.pathname = `/${name}`;
	await onServer(url, `create database ${name} template template0`);
	const remove = () => onServer(url, `drop database ${name} with (force)`);
	return { databaseUrl: place.href, remove };
}

/** Refuses when `pg_dump` is not there, or older than the server, which it then cannot read. */
async function newEnough(client: postgres.Client, config: DumpConfig): Promise<void> {
	const tool = await dumperVersion(config);
	const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
	const server = Math.floor(Number(rows[0]!.server_version_num) / 10_000);
	if (tool === undefined)
		throw new DumpRefused(
			'pg_dump was not found: install the PostgreSQL client programs, or name it by LISTENBACK_PG_DUMP'
		);
	if (tool < server)
		throw new DumpRefused(
			`pg_dump is of version ${tool}, the server of ${server}: name a pg_dump of version ${server} or newer by LISTENBACK_PG_DUMP`
		);
}

/** Main version of the `pg_dump` that would be used; undefined when there is none. */
export async function dumperVersion(
	config: Pick<DumpConfig, 'pgDump'>
): Promise<number | undefined> {
	const answer = await run(programOf('pg_dump', config), ['--version']).catch(() => undefined);
	const version = /(\d+)(?:\.|devel|beta|rc|\b)/.exec(answer?.stdout ?? '')?.[1];
	return version === undefined ? undefined : Number(version);
}

/** `pg_restore` is taken from beside the `pg_dump` that was named. */
function programOf(tool: Tool, { pgDump }: Pick<DumpConfig, 'pgDump'>): string {
	if (pgDump === undefined) return tool;
	return tool === 'pg_dump' ? pgDump : path.join(path.dirname(pgDump), tool);
}

/** The password goes by the environment: the list of processes shows the arguments. */
async function postgresTool(tool: Tool, config: DumpConfig, args: string[]) {
	const address = new URL(config.databaseUrl);
	const PGPASSWORD = decodeURIComponent(address.password);
	address.password = '';
	const env = { ...process.env, ...(PGPASSWORD && { PGPASSWORD }) };
	await run(programOf(tool, config), [...args, `--dbname=${address.href}`], { env }).catch(
		(error: unknown) => {
			const { stderr, message } = error as { stderr?: string; message: string };
			throw new DumpRefused(`${tool}: ${(stderr || message).trim()}`);
		}
	);
}
