import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { notesIn } from '#lib/audit/checkpoint.ts';
import { keyWarnings, signingKey } from '#lib/audit/server/checkpoint-key.ts';
import { checkpointsAfter } from '#lib/audit/server/checkpoints.ts';
import { placeStates } from '#lib/audit/server/deliveries.ts';
import { auditCheckpoints, checkpointDeliveries } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { verifyNightly } from '#lib/custody/server/chain-job.ts';
import { keepCheckpoints } from '#lib/custody/server/checkpoint-job.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { readConfig } from '#lib/platform/server/config.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { exampleCentre } from '../fixtures/example-centre.ts';
import { actor, began, disarm, grow, statement } from '../support/audit-trials.ts';
import { testDatabase } from '../support/database.ts';
import {
	closedPort,
	mailServer,
	objectStore,
	syslogByTcp,
	syslogByUdp
} from '../support/outside.ts';

/** A centre, its jobs' configuration, and the job at a minute after the beginning. */
async function withJob(env: Record<string, string>) {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-checkpoints-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const db = await testDatabase();
	const { auditor } = await exampleCentre(db);
	const config = readConfig({ LISTENBACK_DATA: path.join(folder, 'data'), ...env });
	const at = (minute: number) => {
		const now = new Date(began.getTime() + minute * 60_000);
		return { db, actor, now, zone: 'UTC', config };
	};
	return { folder, db, config, auditor, at, run: (minute: number) => keepCheckpoints(at(minute)) };
}

it('signs after 100 entries or ten minutes, not for its own entries, with a key of its own making', async () => {
	const { db, config, at, run } = await withJob({});
	expect(await run(0)).toEqual({ signed: null, failed: 0 });
	await grow(db, 99);
	expect((await run(9)).signed).toBeNull();
	await grow(db, 1, 99);
	expect((await run(1)).signed).toBe(100);
	expect((await run(60)).signed).toBeNull();
	await grow(db, 1, 3600);
	expect((await run(69)).signed).toBeNull();
	expect((await run(70)).signed).toBe(102);

	const key = signingKey(config.checkpointKey);
	expect(path.dirname(config.checkpointKey)).toBe(path.dirname(config.dataDir));
	expect(statSync(config.checkpointKey).mode & 0o777).toBe(0o600);
	expect(keyWarnings(config.checkpointKey, config.dataDir)).toEqual([]);
	expect(keyWarnings(config.checkpointKey, path.dirname(config.checkpointKey))).toEqual([
		'key-in-data-folder'
	]);
	chmodSync(config.checkpointKey, 0o644);
	expect(keyWarnings(config.checkpointKey, config.dataDir)).toEqual(['key-readable-by-others']);
	const [first, second] = await checkpointsAfter(db.read, 0);
	expect(second?.note).toContain(`key: ${key.id}\n`);
	expect(second?.note).toContain('previous: 100 ');
	expect(first?.note).toContain('previous: none\n');
	expect(await verifyNightly(at(80))).toMatchObject({ ok: true, entries: 103 });
	await expect(db.tx((tx) => tx.delete(auditCheckpoints))).rejects.toSatisfy(isAppendOnlyViolation);
});

it('sends notes to every kind of place, and they verify from there', async () => {
	const [udp, tcp, mail, store] = [
		await syslogByUdp(),
		await syslogByTcp(),
		await mailServer(),
		await objectStore()
	];
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'listenback-outside-')), 'notes.txt');
	const { db, config, run } = await withJob({
		LISTENBACK_CHECKPOINTS: [
			`file:${file}`,
			`syslog://127.0.0.1:${udp.port}`,
			`syslog+tcp://127.0.0.1:${tcp.port}`,
			'mailto:auditor@example.com',
			`s3+http://127.0.0.1:${store.port}/evidence/qa?lock-days=365`
		].join(', '),
		LISTENBACK_SMTP: `smtp://127.0.0.1:${mail.port}?from=qa@example.com`,
		LISTENBACK_OBJECT_STORE: 'AKID:very-secret'
	});
	await grow(db, 120);
	expect(await run(0)).toEqual({ signed: 120, failed: 0 });
	await grow(db, 100, 1);
	expect(await run(1)).toEqual({ signed: 221, failed: 0 });
	await expect.poll(() => udp.got.length).toBe(2);
	await expect.poll(() => tcp.got.length).toBe(2);

	const sent = (await checkpointsAfter(db.read, 0)).map(({ note, signature }) => ({
		note,
		signature
	}));
	for (const got of [
		readFileSync(file, 'utf8'),
		udp.got.join('\n'),
		tcp.got.join(''),
		mail.got.join('').replaceAll('=\r\n', '').replaceAll('=3D', '='),
		store.got.map(({ body }) => body).join('\n')
	])
		expect(notesIn(got)).toEqual(sent);
	expect(udp.got[0]).toMatch(/^<109>1 2026-03-02T09:00:00.000Z \S+ listenback \d+ checkpoint - /);
	expect(tcp.got[0]).toMatch(/^\d+ <109>1 /);
	expect(mail.got[0]).toMatch(/^From: qa@example.com/m);
	expect(store.got[0]?.url).toBe('/evidence/qa/checkpoint-000000000120.txt');
	expect(store.got[0]?.headers).toMatchObject({
		'x-amz-object-lock-mode': 'COMPLIANCE',
		'x-amz-object-lock-retain-until-date': '2027-03-02T09:00:00.000Z',
		authorization: expect.stringContaining('AWS4-HMAC-SHA256 Credential=AKID/') as string
	});
	const keys = signingKey(config.checkpointKey).believed;
	expect(await verifyChain(db.read, { keys, outside: sent })).toMatchObject({
		ok: true,
		checkpoints: { stored: 2, outside: 2, faults: [] },
		uncovered: { by: 'outside', after: 221, entries: 1 }
	});
});

it('keeps each attempt, tries again later and later, and tells the auditor once', async () => {
	const port = await closedPort();
	const { db, config, auditor, run } = await withJob({
		LISTENBACK_CHECKPOINTS: 'mailto:auditor@example.com',
		LISTENBACK_SMTP: `smtp://qa:hunter2@127.0.0.1:${port}`
	});
	await grow(db, 100);
	const failed: number[] = [];
	for (const minute of [0, 1, 2, 3, 4, 5, 6, 7])
		if ((await run(minute)).failed) failed.push(minute);
	expect(failed).toEqual([0, 1, 3, 7]);
	const rows = await db.read.select().from(checkpointDeliveries);
	expect(rows.map(({ seq, place }) => [seq, place])).toEqual(
		failed.map(() => [100, 'mailto:auditor@example.com'])
	);
	expect(JSON.stringify(rows)).not.toContain('hunter2');
	const noticed = await db.read
		.select()
		.from(notifications)
		.where(eq(notifications.userId, auditor.id));
	expect(noticed.map(({ kind }) => kind)).toEqual(['checkpoint-undelivered']);
	expect(await placeStates(db.read, config)).toMatchObject([
		{ delivered: undefined, failures: 4, lastFailure: { seq: 100 } }
	]);
	expect(await verifyChain(db.read)).toMatchObject({ uncovered: { by: 'nothing', entries: 101 } });

	const mail = await mailServer(port);
	const open = { ...config, smtp: `smtp://127.0.0.1:${port}` };
	const now = new Date(began.getTime() + 15 * 60_000);
	await keepCheckpoints({ db, actor, now, zone: 'UTC', config: open });
	expect(mail.got).toHaveLength(1);
	expect(await placeStates(db.read, config)).toMatchObject([
		{ delivered: { seq: 100 }, failures: 0 }
	]);
	expect(await verifyChain(db.read)).toMatchObject({ uncovered: { by: 'delivered', entries: 1 } });
});

it('tells the auditor once, at night, that the chain is broken', async () => {
	const { db, auditor, at } = await withJob({});
	await grow(db, 10);
	await disarm(db);
	await db.tx((tx) => statement(tx, "update audit_entries set actor = 'x' where seq = 4"));
	const fault = { ok: false, seq: 4, fault: 'wrong-columns' };
	expect(await verifyNightly(at(1))).toMatchObject(fault);
	expect(await verifyNightly(at(1441))).toMatchObject(fault);
	const noticed = await db.read
		.select()
		.from(notifications)
		.where(eq(notifications.userId, auditor.id));
	expect(noticed.map(({ kind, facts }) => [kind, facts])).toEqual([['chain-fault', { seq: 4 }]]);
});
