/** A fresh migrated database per test, of the engine the Vitest project names. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openDatabase, type Db } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the test server without a database name. */
		postgresServer: string;
	}
}

export const engine = isPostgres ? 'postgres' : 'sqlite';

/** Opens a database of its own for the running test (or, outside a test, until `close`); removed afterwards. */
export async function testDatabase(): Promise<Db & { url: string }> {
	const { url, remove } = isPostgres ? await postgresCopy() : await sqliteCopy();
	const db = await openDatabase(url);
	let closed = false;
	const close = async () => {
		if (closed) return;
		closed = true;
		await db.close();
		await remove();
	};
	try {
		onTestFinished(close);
	} catch {
		// Called from a hook: the caller closes it.
	}
	return { ...db, url, close };
}

let template: string | undefined;

async function sqliteCopy() {
	if (!template || !existsSync(template)) {
		template = path.join(mkdtempSync(path.join(tmpdir(), 'listenback-template-')), 'template.db');
		await migrate(`file:${template}`);
	}
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-test-'));
	const file = path.join(folder, 'test.db');
	copyFileSync(template, file);
	return {
		url: `file:${file}`,
		remove: () => rm(folder, { recursive: true, force: true })
	};
}

/** The address of a database without any table, removed when the test is over. */
export async function emptyDatabase(): Promise<string> {
	if (!isPostgres) {
		const folder = mkdtempSync(path.join(tmpdir(), 'listenback-test-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		return `file:${path.join(folder, 'test.db')}`;
	}
	const { url, remove } = await postgresCopy('template0');
	onTestFinished(remove);
	return url;
}

async function postgresCopy(template = 'listenback_template') {
	const server = inject('postgresServer');
	const name = `t_${randomUUID().replaceAll('-', '')}`;
	// Copied by files: a quarter of the time that logging every page takes.
	await administer(server, `create database ${name} template ${template} strategy file_copy`);
	return {
		url: `${server}/${name}`,
		remove: () => administer(server, `drop database ${name} with (force)`)
	};
}

let administrator: Promise<Client> | undefined;

/** By one connection for all tests of the process. */
async function administer(server: string, statement: string) {
	administrator ??= connected(server);
	await (await administrator).query(statement);
}

async function connected(server: string) {
	const { default: postgres } = await import('pg');
	const client = new postgres.Client({ connectionString: `${server}/postgres` });
	// The server ends it when the run is over.
	client.on('error', () => undefined);
	await client.connect();
	return client;
}
