import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const client = path.resolve('build/client');

/** What only server code says; none of it may reach a browser. */
const serverMarks = [
	'better-sqlite3',
	'drizzle-orm',
	'writer_lock',
	'node:fs',
	'node:crypto',
	'node-av',
	'argon2',
	'DATABASE_URL',
	'LISTENBACK_DATA',
	'password_hash',
	'query_only'
];

describe('the client bundle', () => {
	let files: string[] = [];
	beforeAll(() => {
		if (!existsSync(client)) throw new Error('run the build first: this test reads build/client');
		files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((f) =>
			f.endsWith('.js')
		);
	});

	it('is there, and holds the player', () => {
		const sources = files.map((file) => readFileSync(path.join(client, file), 'utf8'));
		expect(files.length).toBeGreaterThan(10);
		expect(sources.some((source) => source.includes('minPxPerSec'))).toBe(true);
	});

	it.each(serverMarks)('holds no server module: %s', (mark) => {
		const holders = files.filter((file) =>
			readFileSync(path.join(client, file), 'utf8').includes(mark)
		);
		expect(holders).toEqual([]);
	});
});
