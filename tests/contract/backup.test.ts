import * as fs from 'node:fs';
import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { envelope } from '#lib/audit/checkpoint.ts';
import { newestCheckpoint, signCheckpoint } from '#lib/audit/server/checkpoints.ts';
import { makeBackup } from '#lib/custody/server/backup.ts';
import { lastRun } from '#lib/custody/server/backup-runs.ts';
import { restoreBackup } from '#lib/custody/server/restore.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { checkBlob } from '#lib/platform/server/files/blob-check.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { backupBench, damageTrials, startWriting } from '../fixtures/backups.ts';
import { grow } from '../support/audit-trials.ts';
import { commandLine } from '../support/command-line.ts';
import { engine } from '../support/database.ts';
import { dumperMisses } from '../support/dumper.ts';

const misses = await dumperMisses();

describe.skipIf(misses)(misses ?? 'a backup', () => {
	it('made while another process writes is restored as it was at one moment', async () => {
		const bench = await backupBench();
		const { db, dir, place } = bench;
		const writing = await startWriting(bench);
		const told = writing.stored();
		const first = await bench.backUp();
		const second = await bench.backUp();
		const all = await writing.stop();
		expect(all.length).toBeGreaterThan(told.length);
		expect(first).toMatchObject({ lacking: [], files: first.copied });
		expect(second.copied).toBeLessThan(second.files);
		expect(second.files).toBeGreaterThanOrEqual(first.files);

		const order = await place('restored');
		const restored = await restoreBackup({ dir, ...order });
		expect(restored).toMatchObject({ ok: true, value: { head: second.head, lost: 0 } });
		const copy = await openDatabase(order.database.databaseUrl);
		try {
			// The copied chain is the beginning of the one that went on growing.
			const entries = await copy.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
			const here = await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
			expect(entries).toEqual(here.slice(0, entries.length));
			expect(entries.at(-1)).toMatchObject(second.head);
			// Every recording in the database is there, whole; everything told before the backup is.
			const rows = await copy.read.select({ sha256: recordings.sha256 }).from(recordings);
			const store = recordingStore(order.to);
			for (const { sha256 } of rows) expect(await checkBlob(store, sha256)).toBe('whole');
			expect(rows.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining(told));
		} finally {
			await copy.close();
		}
		const runs = await lastRun(db.read, 'backup');
		expect(runs).toMatchObject({ ok: true, facts: { name: second.name, files: second.files } });
	});

	it('that is damaged, cut short or lacks a file is refused, and nothing stays of the attempt', async () => {
		const bench = await backupBench();
		const writing = await startWriting(bench);
		await writing.stop();
		await bench.backUp();
		const refusals = await damageTrials(bench, 12, 17);
		expect(refusals.filter((one) => one.startsWith('RESTORED'))).toEqual([]);
		expect(await restoreBackup({ dir: bench.dir, ...(await bench.place('whole')) })).toMatchObject({
			ok: true
		});
	});

	it('is made, rehearsed and restored by commands; an older one only on demand', async () => {
		const bench = await backupBench();
		const { db, dir, env, dataDir, context } = bench;
		const run = async (...args: string[]) => {
			const { status, stdout, stderr } = await commandLine(env, [...args, '--json']);
			return { status, stderr, ...(stdout ? (JSON.parse(stdout) as object) : {}) };
		};
		expect(await run('backup', dir)).toMatchObject({ status: 0, files: 0, lacking: [] });
		expect(await run('backup', 'drill', dir)).toMatchObject({ status: 0, ok: true, read: null });
		expect(await lastRun(db.read, 'drill')).toMatchObject({ ok: true });
		const kinds = await db.read.select({ kind: auditEntries.kind }).from(auditEntries);
		expect(kinds.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['backup.made', 'drill.finished'])
		);

		await grow(db, 3, 500);
		await signCheckpoint(context(), 'request');
		const note = `${dataDir}.note`;
		fs.writeFileSync(note, envelope((await newestCheckpoint(db.read))!));
		const { to, database } = await bench.place('older');
		const asked = ['restore', dir, '--to', to, '--database', database.databaseUrl];
		const older = { status: 3, ok: false, refusal: 'older' };
		// The database in use tells of later entries, and so does the checkpoint.
		expect(await run(...asked)).toMatchObject(older);
		expect(await run(...asked, '--checkpoint', note)).toMatchObject(older);
		fs.writeFileSync(`${to}/something`, '');
		expect(await run(...asked, '--older')).toMatchObject({ status: 3, refusal: 'not-empty' });
		fs.rmSync(`${to}/something`);
		expect(await run(...asked, '--older', '--checkpoint', note)).toMatchObject({
			status: 0,
			ok: true
		});
		fs.rmSync(`${to}/recordings`, { recursive: true });
		expect((await run('restore', dir, '--to', to, '--backup', 'none')).status).not.toBe(0);
	});
});

if (engine === 'postgres')
	it('says what is lacking when there is no pg_dump', async () => {
		const { db, context, dir } = await backupBench();
		const config = { ...context().config, pgDump: '/nowhere/pg_dump' };
		const made = makeBackup({ ...context(), config }, dir);
		await expect(made).rejects.toThrow(/LISTENBACK_PG_DUMP/);
		expect(await lastRun(db.read, 'backup')).toMatchObject({ ok: false });
	});
