import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';

/** drizzle-kit reads and writes below the working directory, so the drift check runs in a copy. */
it.each([
	['sqlite', 'file:schema'],
	['postgres', 'postgres://schema']
])('the %s migrations are those of the schemas', (engine, url) => {
	const copy = mkdtempSync(path.resolve('.drift-'));
	try {
		for (const part of ['drizzle', 'src', 'package.json'])
			cpSync(part, path.join(copy, part), { recursive: true });
		symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
		const before = readdirSync(path.join(copy, 'drizzle', engine));
		const done = spawnSync(
			path.resolve('node_modules/.bin/drizzle-kit'),
			['generate', '--config', `drizzle/${engine}.config.ts`, '--name', 'drift'],
			{ cwd: copy, env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' }
		);
		expect(done.status, done.stderr).toBe(0);
		expect(readdirSync(path.join(copy, 'drizzle', engine))).toEqual(before);
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
});

it('both engines have the same migrations in the same order', () => {
	const names = (engine: string) =>
		readdirSync(path.join('drizzle', engine)).filter((f) => f.endsWith('.sql'));
	expect(names('postgres')).toEqual(names('sqlite'));
});
