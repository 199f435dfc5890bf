/** The pass over the stored files: what is gone, what was changed, what belongs to nothing. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { scrubs } from '#lib/custody/server/evidence-schema.ts';
import { scrubSlice } from '#lib/custody/server/nightly-scrub.ts';
import { findingsOf } from '#lib/custody/server/scrub-report.ts';
import { scrub } from '#lib/custody/server/scrub.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import { load } from '../../src/routes/custody/storage/+page.server.ts';
import { addPerson, zone } from '../fixtures/example-centre.ts';
import { flipByte, storedRecordings } from '../fixtures/stored-recordings.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

const actor = systemActor('command-line');
const now = new Date('2026-03-02T01:00:00Z');
const whole = { share: 1000, settleMs: 0 };

it('of 200 recordings 5 files changed, 2 gone and 3 strangers are reported, no more and no fewer', async () => {
	const db = await testDatabase();
	const { dataDir, root, store, recordings: all, centre } = await storedRecordings(db, 200);
	const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
	const context = { db, actor, now, zone, store };

	const clean = await scrub(context, whole);
	expect(clean.scrub).toMatchObject({ files: 200 + 67 + 67, finishedAt: now });
	expect(clean.scrub.bytes).toBe(334 * 2000);
	expect(await findingsOf(db.read, clean.scrub.id)).toEqual([]);

	const changed = [
		...all.slice(0, 3).map(({ sha256 }) => sha256),
		all[3]!.peaksSha256!,
		all[4]!.playbackSha256!
	];
	const gone = [all[10]!.sha256, all[12]!.peaksSha256!];
	for (const [n, name] of changed.entries()) flipByte(store.localPath(name)!, n * 400);
	for (const name of gone) rmSync(store.localPath(name)!);
	const hidden = `${'ab'.repeat(31)}cd`;
	mkdirSync(path.join(root, 'ab', 'deep'), { recursive: true });
	writeFileSync(path.join(root, 'notes.txt'), 'x');
	writeFileSync(path.join(root, 'ab', 'deep', 'one.wav'), 'x');
	writeFileSync(store.localPath(`ab${hidden.slice(2)}`)!, 'x');
	const before = readdirSync(root, { recursive: true }).length;

	const ran = await commandLine(
		{ LISTENBACK_DATA: dataDir, DATABASE_URL: db.url, LISTENBACK_ZONE: zone },
		['verify', 'recordings', '--json']
	);
	expect(ran.stderr).toBe('');
	expect(ran.status).toBe(3);
	const report = JSON.parse(ran.stdout) as Record<
		'missing' | 'changed' | 'strangers',
		{ name: string; part: string | null; recordingId: string | null }[]
	>;
	const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
	expect(names(report.changed)).toEqual(changed.toSorted());
	expect(names(report.missing)).toEqual(gone.toSorted());
	expect(names(report.strangers)).toEqual([hidden, 'ab/deep/one.wav', 'notes.txt'].sort());
	const peaks = report.missing.find(({ name }) => name === gone[1]);
	expect(peaks).toMatchObject({ part: 'peaks', recordingId: all[12]!.id });
	expect(readdirSync(root, { recursive: true })).toHaveLength(before);
	expect(statSync(store.localPath(changed[0]!)!).size).toBe(2000);

	const incidents = await db.read.select().from(recorderIncidents);
	expect(incidents.map(({ kind, recordingId }) => `${kind} ${recordingId}`).sort()).toEqual(
		[
			...[0, 1, 2, 3, 4].map((n) => `checksum-different ${all[n]!.id}`),
			...[10, 12].map((n) => `storage-gone ${all[n]!.id}`)
		].sort()
	);
	const entries = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.kind, 'scrub.finished'));
	expect(entries).toHaveLength(2);
	expect(entries.at(-1)!.body).toContain('"changed":5,"files":');
	const told = await db.read
		.select()
		.from(notifications)
		.where(eq(notifications.kind, 'scrub-found'));
	expect(told.map(({ userId }) => userId).sort()).toEqual(
		[technician.id, centre.auditor.id].sort()
	);
	// The same fault again is no further incident.
	await scrub(context, whole);
	expect(await db.read.$count(recorderIncidents)).toBe(7);
});

it('a run that ended early is gone on with, by its own kind alone; a sample reads its share and misses nothing that is gone', async () => {
	const db = await testDatabase();
	const { store, recordings: all } = await storedRecordings(db, 60);
	const context = { db, actor, now, zone, store };
	const sorted = all.map(({ sha256 }) => sha256).sort();
	flipByte(store.localPath(sorted[0]!)!);
	flipByte(store.localPath(sorted.at(-1)!)!);
	const slice = { ...whole, budgetMs: 0 };
	const first = await scrub(context, slice);
	expect([first.resumed, first.scrub.finishedAt]).toEqual([false, null]);
	expect(first.scrub.files).toBeGreaterThan(0);
	const nightly = await scrub({ ...context, actor: systemActor('scheduler') }, slice);
	expect([nightly.resumed, nightly.scrub.id === first.scrub.id]).toEqual([false, false]);
	const second = await scrub(context, slice);
	expect([second.resumed, second.scrub.id]).toEqual([true, first.scrub.id]);
	expect(second.scrub.cursor > first.scrub.cursor).toBe(true);
	const last = await scrub(context, whole);
	expect(last.resumed).toBe(true);
	expect(last.scrub).toMatchObject({ id: first.scrub.id, files: 100, finishedAt: now });
	const found = await findingsOf(db.read, first.scrub.id);
	expect(found.map(({ fault, name }) => [fault, name])).toEqual([
		['changed', sorted[0]],
		['changed', sorted.at(-1)]
	]);

	rmSync(store.localPath(sorted[20]!)!);
	const sample = await scrub(context, { share: 300, settleMs: 0 });
	expect(sample.scrub.files).toBeGreaterThan(8);
	expect(sample.scrub.files).toBeLessThan(60);
	const missed = await findingsOf(db.read, sample.scrub.id);
	expect(missed.filter(({ fault }) => fault === 'missing').map(({ name }) => name)).toEqual([
		sorted[20]
	]);
	expect(await db.read.$count(scrubs)).toBe(3);
});

it('what a purged recording left behind is a stranger with its owner, unless another needs it', async () => {
	const db = await testDatabase();
	const { store, add } = await storedRecordings(db, 3);
	const first = await add(0, { custody: 'purged' });
	const second = await add(1, { custody: 'purged' });
	await add(2, { sha256: first.sha256 });
	const { scrub: pass } = await scrub({ db, actor, now, zone, store }, whole);
	const found = await findingsOf(db.read, pass.id);
	expect(found.every(({ fault }) => fault === 'stranger')).toBe(true);
	const left = [first.peaksSha256, second.sha256, second.playbackSha256];
	expect(
		found
			.filter(({ part }) => part === 'leftover')
			.map(({ name }) => name)
			.sort()
	).toEqual(left.sort());
	expect(found.some(({ name }) => name === first.sha256)).toBe(false);
});

it('the night goes through the files in slices, once', async () => {
	const db = await testDatabase();
	const { store } = await storedRecordings(db, 6);
	const context = { db, actor: systemActor('scheduler'), now, zone, store };
	let slices = 0;
	for (let told; !(told && 'finishedAt' in told && told.finishedAt); slices++)
		told = await scrubSlice(context, 0);
	expect(slices).toBeGreaterThan(1);
	expect(await scrubSlice(context)).toEqual({ idle: true });
	const tomorrow = { ...context, now: new Date(now.getTime() + 24 * 3_600_000) };
	expect(await scrubSlice(tomorrow)).toMatchObject({ files: 10, finishedAt: tomorrow.now });
});

it('the status page tells technicians and auditors of the last pass, and nobody else', async () => {
	const db = await testDatabase();
	const { store, recordings: all, centre } = await storedRecordings(db, 4);
	flipByte(store.localPath(all[0]!.sha256)!);
	const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
	const ask = (who: Actor) =>
		load({ locals: { db, actor: who, now, zone }, url: new URL('http://x/') } as never);
	expect(await ask(technician.actor)).toMatchObject({ status: { passes: [], backup: null } });
	await scrub({ db, actor, now, zone, store }, whole);
	expect(await ask(technician.actor)).toMatchObject({
		seesRecordings: false,
		seesIncidents: true,
		status: {
			passes: [{ files: 7, share: 1, found: { changed: 1, missing: 0, stranger: 0 } }],
			running: null,
			findings: [{ fault: 'changed', part: 'original', recordingId: all[0]!.id }],
			next: null
		}
	});
	// Begun after the clock was moved back, it is the newest all the same.
	const earlier = new Date(now.getTime() - 3_600_000);
	await scrub({ db, actor, now: earlier, zone, store }, whole);
	expect(await ask(technician.actor)).toMatchObject({
		status: { passes: [{ startedAt: earlier }, { startedAt: now }] }
	});
	expect(await ask(centre.auditor.actor)).toMatchObject({ seesRecordings: true });
	for (const { actor: other } of [centre.lin, centre.omar, centre.ana])
		await expect(ask(other)).rejects.toMatchObject({ status: 403 });
});
