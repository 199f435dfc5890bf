import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { retryItems } from '#lib/ingest/server/retries.ts';
import { importItems, sourceScans, sources } from '#lib/ingest/server/schema.ts';
import {
	changeSource,
	createSource,
	pauseSource,
	resumeSource
} from '#lib/ingest/server/sources.ts';
import { readWatchConfiguration } from '#lib/ingest/server/watch-configuration.ts';
import { startWatchers } from '#lib/ingest/server/watch-folder.ts';
import type { Actor, Role } from '#lib/people/role.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { place, wav, wavHeader } from '../fixtures/wav.ts';
import { analyser, closeAnalyser, importBench, settingsOf } from '../support/imports.ts';

afterAll(closeAnalyser);

const settings = {
	name: 'pbx',
	preset: 'generic',
	zone: 'Asia/Shanghai',
	stableForMs: 300,
	rescanMs: 400
};

async function watching() {
	const bench = await importBench();
	const watchers = startWatchers({
		context: bench.context,
		store: bench.store,
		analyser: analyser(),
		logger: createLogger('silent'),
		configured: JSON.stringify([{ ...settings, root: bench.tree }])
	});
	onTestFinished(() => watchers.stop());
	const states = async () => {
		const rows = await bench.db.read.select().from(importItems).orderBy(asc(importItems.path));
		return Object.fromEntries(
			rows.map(({ path: name, state, issues }) => [
				name,
				[
					state,
					...issues.filter(({ severity }) => severity !== 'warn').map(({ code }) => code)
				].join(' ')
			])
		);
	};
	const until = async (wanted: Record<string, string>) => {
		for (let i = 0; i < 150; i++) {
			const now = await states();
			if (Object.entries(wanted).every(([name, state]) => now[name] === state)) break;
			await sleep(100);
		}
		expect(await states()).toMatchObject(wanted);
	};
	return { ...bench, watchers, states, until };
}

describe('a watched folder', () => {
	it('takes files once they stand still, in folders made later too', async () => {
		const bench = await watching();
		mkdirSync(path.join(bench.tree, '2026/03'), { recursive: true });
		writeFileSync(path.join(bench.tree, '2026/03/20260303-101500.wav'), wav());
		await bench.until({ '2026/03/20260303-101500.wav': 'ready' });
		expect(await bench.db.read.$count(recordings)).toBe(1);
		const kinds = await bench.db.read
			.select({ kind: auditEntries.kind, actor: auditEntries.actor })
			.from(auditEntries)
			.orderBy(asc(auditEntries.seq));
		expect(kinds).toEqual([
			{ kind: 'source.created', actor: 'system:set-up' },
			{ kind: 'recording.imported', actor: 'system:importer' }
		]);
	});

	it('waits for a recorder that is still writing', async () => {
		const bench = await watching();
		const file = path.join(bench.tree, '20260303-101500.wav');
		const whole = wav({ seconds: 2 });
		writeFileSync(file, Buffer.concat([wavHeader(0), whole.subarray(44, 8044)]));
		await bench.until({ '20260303-101500.wav': 'settling M_HEADER_OPEN' });
		appendFileSync(file, whole.subarray(8044));
		await sleep(800);
		expect(await bench.db.read.$count(recordings)).toBe(0);
		writeFileSync(file, whole);
		await bench.until({ '20260303-101500.wav': 'ready' });
		const [row] = await bench.db.read.select().from(recordings);
		expect(row).toMatchObject({ durationMs: 2000, revision: 1 });
	});

	it('passes over work names and takes the file after its rename', async () => {
		const bench = await watching();
		writeFileSync(path.join(bench.tree, '20260303-101500.mcf'), wav());
		await sleep(900);
		expect(await bench.states()).toEqual({});
		renameSync(
			path.join(bench.tree, '20260303-101500.mcf'),
			path.join(bench.tree, '20260303-101500.wav')
		);
		await bench.until({ '20260303-101500.wav': 'ready' });
	});

	it('holds what it cannot place in time until its settings are mended and a person sends it again', async () => {
		const bench = await watching();
		place(bench.tree, 'call_2026-03-03_10.15.wav', wav());
		await bench.until({ 'call_2026-03-03_10.15.wav': 'held E_PATTERN_NO_MATCH' });
		const [source] = await bench.db.read.select().from(sources);
		const pattern = String.raw`_(?<date>\d{4}-\d\d-\d\d)_(?<hour>\d\d)\.(?<minute>\d\d)`;
		const changed = await changeSource(
			bench.context(),
			source!.id,
			settingsOf({ ...settings, root: bench.tree, pattern })
		);
		expect(changed.ok).toBe(true);
		const [item] = await bench.db.read.select().from(importItems);
		expect(await retryItems(bench.context(), source!.id, item!.id)).toMatchObject({
			ok: true,
			value: { count: 1 }
		});
		await bench.until({ 'call_2026-03-03_10.15.wav': 'ready' });
		const kinds = await bench.db.read.select({ kind: auditEntries.kind }).from(auditEntries);
		expect(kinds.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['item.held', 'source.changed', 'item.retried', 'recording.imported'])
		);
	});

	it('that vanishes is shown with the fact, and is read again when it is back', async () => {
		const bench = await watching();
		const fault = async () => (await bench.db.read.select().from(sourceScans))[0]?.fault;
		rmSync(bench.tree, { recursive: true });
		for (let i = 0; i < 50 && (await fault()) !== 'ENOENT'; i++) await sleep(100);
		expect(await fault()).toBe('ENOENT');
		place(bench.tree, '20260303-101500.wav', wav());
		await bench.until({ '20260303-101500.wav': 'ready' });
		expect(await fault()).toBeNull();
	});

	it('keeps still while paused', async () => {
		const bench = await watching();
		await bench.until({});
		for (let i = 0; i < 50 && (await bench.db.read.$count(sources)) === 0; i++) await sleep(50);
		const [source] = await bench.db.read.select().from(sources);
		expect((await pauseSource(bench.context(), source!.id, 'moving the recorder')).ok).toBe(true);
		bench.watchers.poke();
		await sleep(1300);
		place(bench.tree, '20260303-101500.wav', wav());
		await sleep(1000);
		expect(await bench.db.read.$count(recordings)).toBe(0);
		expect((await resumeSource(bench.context(), source!.id)).ok).toBe(true);
		await bench.until({ '20260303-101500.wav': 'ready' });
	});

	it('goes on after a restart without doubling anything', async () => {
		const bench = await watching();
		for (let n = 10; n < 16; n++) place(bench.tree, `20260303-1015${n}.wav`, wav({ seed: n }));
		await sleep(700);
		await bench.watchers.stop();
		const again = startWatchers({
			context: bench.context,
			store: bench.store,
			analyser: analyser(),
			logger: createLogger('silent')
		});
		onTestFinished(() => again.stop());
		await bench.until(
			Object.fromEntries(
				Array.from({ length: 6 }, (_, n) => [`20260303-1015${n + 10}.wav`, 'ready'])
			)
		);
		expect(await bench.db.read.$count(recordings)).toBe(6);
		const imported = await bench.db.read.$count(
			auditEntries,
			eq(auditEntries.kind, 'recording.imported')
		);
		expect(imported).toBe(6);
	});
});

describe('sources', () => {
	const actorWith = (role: Role): Actor => ({
		id: '01900000-0000-7000-8000-000000000001',
		name: 'x',
		grants: [{ role, teamId: null, departmentId: null }]
	});

	it('are managed by technicians and by nobody else', async () => {
		const bench = await importBench();
		for (const role of [
			'agent',
			'team-lead',
			'department-head',
			'administrator',
			'auditor'
		] as const) {
			const context = { ...bench.context(), actor: actorWith(role) };
			expect(await createSource(context, settingsOf(settings))).toMatchObject({
				refusal: 'not-permitted'
			});
			expect(await changeSource(context, 'x', settingsOf(settings))).toMatchObject({
				refusal: 'not-permitted'
			});
			expect(await pauseSource(context, 'x', 'r')).toMatchObject({ refusal: 'not-permitted' });
			expect(await resumeSource(context, 'x')).toMatchObject({ refusal: 'not-permitted' });
			expect(await retryItems(context, 'x')).toMatchObject({ refusal: 'not-permitted' });
		}
		expect(await bench.db.read.$count(sources)).toBe(0);
		expect(await bench.db.read.$count(auditEntries)).toBe(0);
		const technician = { ...bench.context(), actor: actorWith('technician') };
		expect((await createSource(technician, settingsOf(settings))).ok).toBe(true);
		expect(await createSource(technician, settingsOf(settings))).toMatchObject({
			refusal: 'name-taken'
		});
		const made = await bench.db.read.$count(
			auditEntries,
			and(eq(auditEntries.kind, 'source.created'))
		);
		expect(made).toBe(1);
	});

	it('in the configuration are refused with the place and the fault', () => {
		expect(() => readWatchConfiguration('[{')).toThrow(/LISTENBACK_WATCH/);
		expect(() => readWatchConfiguration('/nowhere.json')).toThrow(/ENOENT/);
		expect(() => readWatchConfiguration('[{"name":"a","preset":"generic"}]')).toThrow(
			'source 1: root is missing'
		);
		expect(() => readWatchConfiguration('[{"name":"a","preset":"other","root":"/x"}]')).toThrow(
			'source 1: preset'
		);
		expect(() =>
			readWatchConfiguration('[{"name":"a","preset":"generic","root":"/x","zone":"Mars/Base"}]')
		).toThrow('source 1: zone');
		expect(
			readWatchConfiguration('[{"name":"a","preset":"generic","root":"/x","stableForMs":"2s"}]')
		).toMatchObject([{ stableForMs: 2000, rescanMs: 60_000 }]);
	});
});
