/** The seal of a SQLite file: when there is one, what it tells, and that it never tells wrongly. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { WritesRefused } from '#lib/platform/server/db/errors.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { openDatabase, type Reader } from '#lib/platform/server/db/client.ts';
import { dumpDatabase, loadDump } from '#lib/platform/server/db/dump.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { checkSeal } from '#lib/platform/server/db/seal.ts';
import {
	countOf,
	flip,
	killedWhileSealing,
	openedAtOnce,
	stateOf,
	stoppedDatabase,
	within
} from '../fixtures/seals.ts';
import { commandLine } from '../support/command-line.ts';
import { grow } from '../support/audit-trials.ts';
import { bySteps } from '../support/deaths.ts';

describe('a database that was stopped in order', () => {
	it('is sealed; reading leaves the seal, writing takes it away until the end', async () => {
		const { url, seal } = await stoppedDatabase();
		const made = fs.readFileSync(seal);
		expect(await countOf(url)).toBe(20);
		expect(await stateOf(url)).toMatchObject({ state: 'whole' });
		expect(fs.readFileSync(seal)).toEqual(made);
		await migrate(url);
		expect(fs.existsSync(seal)).toBe(true);

		await within(url, async (db) => {
			await grow(db, 1, 20);
			expect(fs.existsSync(seal)).toBe(false);
		});
		expect(fs.readFileSync(seal)).not.toEqual(made);
		expect(await stateOf(url)).toMatchObject({ state: 'whole' });
	});

	it('has no seal while somebody has it open, and none without being asked', async () => {
		const { url, seal } = await stoppedDatabase();
		const other = await openDatabase(url);
		await within(url, (db) => grow(db, 1, 20));
		expect(fs.existsSync(seal)).toBe(false);
		await other.close();
		expect(fs.existsSync(seal)).toBe(false);
		expect(await stateOf(url)).toEqual({ state: 'none' });
		expect(fs.existsSync(seal)).toBe(true);
	});

	it('has none when sealing would take too long', async () => {
		const { file, url, seal } = await stoppedDatabase();
		const hurried = await openDatabase(url, { sealsWithinMs: 1 });
		await grow(hurried, 1, 20);
		await hurried.close();
		expect(fs.existsSync(seal)).toBe(false);
		expect(fs.readdirSync(file.replace(/[^/]*$/, '')).filter((name) => /part/.test(name))).toEqual(
			[]
		);
	});
});

describe('a database that was changed while it was stopped', () => {
	it('is read and not written, at every start, until the seal is removed by hand', async () => {
		const { file, url, seal } = await stoppedDatabase();
		const [made, whole] = [fs.readFileSync(seal), fs.readFileSync(file)];
		flip(file, whole.length - 1);
		const changed = fs.readFileSync(file);
		for (let start = 0; start < 2; start++)
			await within(url, async (db) => {
				const page = whole.length / 4096;
				expect(db.seal).toMatchObject({ fault: 'pages', differ: 1, first: [page] });
				const refused = await grow(db, 1, 20).catch((error: unknown) => error);
				expect(refused).toBeInstanceOf(WritesRefused);
				expect((refused as Error).message).toContain(`(${page})`);
			});
		expect(await countOf(url)).toBe(20);
		expect(fs.readFileSync(file)).toEqual(changed);
		expect(fs.readFileSync(seal)).toEqual(made);

		fs.rmSync(seal);
		await within(url, (db) => grow(db, 1, 20));
		expect(await stateOf(url)).toMatchObject({ state: 'whole' });
	});

	it('counts the pages and names the first; a file cut short or grown is changed', async () => {
		const { file, url } = await stoppedDatabase();
		const whole = fs.readFileSync(file);
		for (let page = 3; page < 20; page++) flip(file, page * 4096 + 100);
		expect(await stateOf(url)).toMatchObject({
			...{ differ: 17, first: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13] }
		});
		fs.writeFileSync(file, Buffer.concat([whole, Buffer.alloc(4096)]));
		expect(await stateOf(url)).toMatchObject({ differ: 1 });
		fs.writeFileSync(file, whole.subarray(0, -5000));
		expect(await checkSeal(file)).toMatchObject({ differ: 2 });
		fs.writeFileSync(file, whole);
		expect(await stateOf(url)).toMatchObject({ state: 'whole' });
	});

	it('tells what another program wrote, in the file or in a log beside it', async () => {
		const { file, url } = await stoppedDatabase();
		const other = new Database(file);
		other.exec('create table mine (a)');
		expect(await stateOf(url)).toMatchObject({ fault: 'log' });
		other.close();
		expect(await stateOf(url)).toMatchObject({ fault: 'pages' });
	});

	it('is neither migrated nor made anew', async () => {
		const { file, url, seal } = await stoppedDatabase();
		flip(file, 0);
		await expect(migrate(url)).rejects.toThrow(/1 of its pages changed .* Restore a backup/);
		fs.rmSync(file);
		await expect(migrate(url)).rejects.toThrow(WritesRefused);
		expect(fs.existsSync(file)).toBe(false);
		fs.rmSync(seal);
		await expect(migrate(url)).resolves.toBeUndefined();
	});

	it('may have a damaged seal, or one of a later version, which tells nothing', async () => {
		const { url, seal } = await stoppedDatabase();
		const made = fs.readFileSync(seal);
		flip(seal, 200);
		expect(await stateOf(url)).toEqual({ state: 'changed', fault: 'seal' });
		fs.writeFileSync(seal, '');
		expect(await stateOf(url)).toEqual({ state: 'changed', fault: 'seal' });
		const later = Buffer.from(
			made.toString('latin1').replace('"version":1', '"version":2'),
			'latin1'
		);
		later.set(createHash('sha256').update(later.subarray(0, -32)).digest(), later.length - 32);
		fs.writeFileSync(seal, later);
		expect(await stateOf(url)).toEqual({ state: 'none' });
	});
});

it('is told by audit verify, which leaves it as it is', async () => {
	const { file, url, seal } = await stoppedDatabase();
	const env = { DATABASE_URL: url, LISTENBACK_DATA: `${file}.data`, LISTENBACK_LOG: 'silent' };
	const verify = async () => {
		const { status, stdout } = await commandLine(env, ['audit', 'verify']);
		return [status, stdout.split('\n').find((line) => line.startsWith('database file'))];
	};
	const made = fs.readFileSync(seal);
	expect(await verify()).toEqual([0, expect.stringMatching(/: all \d+ pages as sealed at 20/)]);
	await within(url, async () => {
		fs.rmSync(seal);
		expect(await verify()).toEqual([0, expect.stringContaining('not sealed')]);
	});
	fs.writeFileSync(seal, made);
	flip(file, 5 * 4096);
	expect(await verify()).toEqual([3, expect.stringContaining('1 of its pages changed since')]);
	expect(fs.readFileSync(seal)).toEqual(made);
	const { status, stdout } = await commandLine(env, ['audit', 'verify', '--json']);
	expect(status).toBe(3);
	expect(JSON.parse(stdout)).toMatchObject({ ok: false, seal: { state: 'changed', first: [6] } });
	const written = await commandLine(env, ['audit', 'export', `${file}.jsonl`]);
	expect([written.status, written.stderr]).toEqual([
		1,
		expect.stringMatching(/^SQLite: .* Restore a backup .*seal\n$/)
	]);
	fs.rmSync(seal);
	await commandLine({ ...env, LISTENBACK_SEAL_SECONDS: '0' }, ['audit', 'verify']);
	expect(fs.existsSync(seal)).toBe(false);
	await verify();
	expect(fs.existsSync(seal)).toBe(true);
});

it('lies beside no database that was restored, and no changed one is backed up', async () => {
	const { file, url, seal } = await stoppedDatabase();
	const config = { databaseUrl: url, pgDump: undefined };
	const count = (read: Reader) => read.$count(auditEntries);
	expect(await dumpDatabase(config, `${file}.dump`, count)).toBe(20);
	flip(file, 5 * 4096);
	await expect(dumpDatabase(config, `${file}.second`, count)).rejects.toThrow('Restore a backup');
	expect(fs.existsSync(`${file}.second`)).toBe(false);

	fs.rmSync(file);
	const loaded = await loadDump(config, `${file}.dump`);
	await loaded.settle();
	expect(fs.existsSync(seal)).toBe(false);
	expect(await countOf(url)).toBe(20);
	expect(await stateOf(url)).toMatchObject({ state: 'whole' });
});

describe('a seal is never wrong', () => {
	it('when a process is killed at a step of disk and database', { timeout: 240_000 }, async () => {
		expect(await killedWhileSealing(bySteps('kill-at.mjs'), 3)).toMatchObject({ wrong: [] });
	});

	it(
		'when processes open, write and close at once, and one is killed',
		{ timeout: 240_000 },
		async () => {
			const seen = await openedAtOnce({ rounds: 4, seed: 7 });
			expect(seen).toMatchObject({ lost: 0, refused: 0 });
			expect(seen.state).not.toBe('changed');
		}
	);
});
