/** Stored sound that was damaged on the disk: noticed, said, reported once by the program itself. */
import {
	appendFileSync,
	chmodSync,
	mkdtempSync,
	mkdirSync,
	renameSync,
	rmSync,
	truncateSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { isHttpError } from '@sveltejs/kit';
import { expect, it, onTestFinished } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { checkBlob } from '#lib/platform/server/files/blob-check.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { flow } from '#lib/recordings/server/audio-response.ts';
import { GET as audio } from '../../src/routes/recordings/[id]/audio/+server.ts';
import { GET as peaks } from '../../src/routes/recordings/[id]/peaks/+server.ts';
import { POST as open } from '../../src/routes/recordings/[id]/plays/+server.ts';
import { GET as sound } from '../../src/routes/recordings/[id]/sound/+server.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const bytes = (seed: number) =>
	Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * seed) % 251));

async function stored() {
	const db = await testDatabase();
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-faults-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const store = localStore(folder);
	const centre = await exampleCentre(db);
	const put = async (seed: number) => (await store.put(Readable.from([bytes(seed)]))).sha256;
	let seed = 1;
	const add = async (own: Record<string, unknown> = {}) => {
		const sha256 = await put(++seed);
		const id = await addRecording(db, {
			agentId: centre.lin.id,
			place: centre.north,
			startedAt: new Date('2026-03-01T02:00:00Z'),
			bytes: 200_000,
			sha256,
			peaksSha256: sha256,
			...own
		});
		const file = store.localPath(sha256)!;
		chmodSync(file, 0o640);
		return { id, sha256, file };
	};
	const runtime = { store, db, now: () => now, logger: createLogger('silent') };
	const ask = async (
		route: typeof sound | typeof open | typeof audio | typeof peaks,
		actor: Actor,
		id: string,
		init?: RequestInit
	) => {
		const request = new Request('http://localhost/', init);
		const locals = { db, actor, now, zone, runtime };
		const event = { locals, params: { id }, request, url: new URL(request.url) };
		try {
			return await route(event as never);
		} catch (error) {
			if (isHttpError(error)) return Response.json(error.body, { status: error.status });
			throw error;
		}
	};
	const faultOf = async (id: string) =>
		((await (await ask(sound, centre.omar.actor, id)).json()) as { fault: string | null }).fault;
	return { db, store, centre, put, add, ask, faultOf };
}

it('each kind of damage has its own name, and none of them is a 500', async () => {
	const { add, faultOf, ask, centre, put, store } = await stored();
	const whole = await add();
	expect(await faultOf(whole.id)).toBeNull();

	const gone = await add();
	rmSync(gone.file);
	const short = await add();
	truncateSync(short.file, 1000);
	const empty = await add();
	truncateSync(empty.file, 0);
	const different = await add();
	writeFileSync(different.file, bytes(99));
	const longer = await add();
	appendFileSync(longer.file, 'x');
	const unreadable = await add();
	rmSync(unreadable.file);
	mkdirSync(unreadable.file);
	const damaged = { gone, short, different, unreadable };
	for (const [fault, { id }] of Object.entries(damaged)) expect(await faultOf(id)).toBe(fault);
	expect(await faultOf(empty.id)).toBe('short');
	expect(await faultOf(longer.id)).toBe('different');

	for (const route of [audio, peaks])
		expect((await ask(route, centre.omar.actor, gone.id)).status).toBe(503);
	expect((await ask(peaks, centre.omar.actor, unreadable.id)).status).toBe(503);
	expect((await ask(audio, centre.omar.actor, unreadable.id)).status).toBe(503);
	// What was changed is not played as evidence.
	for (const { id } of [different, short, longer])
		expect((await ask(audio, centre.omar.actor, id)).status).toBe(409);

	const folder = path.dirname(whole.file);
	renameSync(folder, `${folder}-away`);
	writeFileSync(folder, 'a file where the folder was');
	expect(await faultOf(whole.id)).toBe('unreadable');
	expect((await ask(audio, centre.omar.actor, whole.id)).status).toBe(503);
	expect((await ask(peaks, centre.omar.actor, whole.id)).status).toBe(503);
	rmSync(folder);
	renameSync(`${folder}-away`, folder);
	expect(await faultOf(whole.id)).toBeNull();

	const copied = await add({ playbackSha256: await put(77) });
	expect(await faultOf(copied.id)).toBeNull();
	writeFileSync(copied.file, bytes(98));
	expect(await faultOf(copied.id)).toBe('original-different');
	rmSync(copied.file);
	expect(await faultOf(copied.id)).toBe('original-gone');
	expect(await checkBlob(store, 'f'.repeat(64))).toBe('gone');
});

it('bytes are read once for each version of their file', async () => {
	const { add, store } = await stored();
	const { sha256, file } = await add();
	const whole = await checkBlob(store, sha256);
	let reads = 0;
	const digest = store.digest.bind(store);
	store.digest = (...given) => (reads++, digest(...given));
	expect([whole, await checkBlob(store, sha256), reads]).toEqual(['whole', 'whole', 0]);
	utimesSync(file, now, now);
	const again = await Promise.all([checkBlob(store, sha256), checkBlob(store, sha256)]);
	expect([again, reads]).toEqual([['whole', 'whole'], 1]);
});

it('who may not hear is told nothing of the bytes', async () => {
	const { add, ask, centre } = await stored();
	const { id } = await add();
	const asked = [
		[centre.lin, 200],
		[centre.ana, 200],
		[centre.sun, 404],
		[centre.hao, 404],
		[centre.auditor, 403]
	] as const;
	for (const [{ actor }, status] of asked)
		expect((await ask(sound, actor, id)).status).toBe(status);
	expect((await ask(sound, centre.lin.actor, 'no-id')).status).toBe(404);
	const headers = { 'sec-fetch-site': 'cross-site' };
	expect((await ask(sound, centre.lin.actor, id, { headers })).status).toBe(403);
});

it('the program reports what it finds when a player opens, once for a recording and kind', async () => {
	const { add, ask, centre, db } = await stored();
	const different = await add();
	writeFileSync(different.file, bytes(99));
	const gone = await add();
	rmSync(gone.file);
	const whole = await add();
	for (const { id } of [different, gone, whole, different]) {
		expect((await ask(open, centre.omar.actor, id, { method: 'POST' })).status).toBe(201);
		await (await ask(audio, centre.lin.actor, id)).arrayBuffer();
	}
	await expect.poll(() => db.read.$count(recorderIncidents)).toBe(2);
	// Those that were set off meanwhile have had their turn when one more has.
	const last = await add();
	rmSync(last.file);
	await ask(open, centre.omar.actor, last.id, { method: 'POST' });
	await expect.poll(() => db.read.$count(recorderIncidents)).toBe(3);
	const found = await db.read.select().from(recorderIncidents);
	expect(found.map(({ kind, recordingId }) => [kind, recordingId])).toEqual(
		expect.arrayContaining([
			['checksum-different', different.id],
			['storage-gone', gone.id],
			['storage-gone', last.id]
		])
	);
	expect(found.every((row) => row.reportedBy === null && row.source === 'test')).toBe(true);
	const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
	expect(kinds.filter((kind) => kind === 'incident.reported')).toHaveLength(3);
});

it('a file that ends early breaks the answer off instead of keeping it waiting', async () => {
	const body = flow(Readable.from([Buffer.alloc(10)]), () => undefined, 20);
	await expect(new Response(body).arrayBuffer()).rejects.toThrow();
});

it('a few bytes of a file that was cut short meanwhile are not begun', async () => {
	const { add, ask, centre, store } = await stored();
	const cut = await add();
	const stat = store.stat.bind(store);
	store.stat = async (sha256) => ({ ...(await stat(sha256))!, bytes: 200_001 });
	const init = { headers: { range: 'bytes=-100' } };
	expect((await ask(audio, centre.omar.actor, cut.id, init)).status).toBe(503);
});
