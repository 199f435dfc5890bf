import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { isHttpError } from '@sveltejs/kit';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Actor } from '#lib/people/role.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { parseLevels, writePyramid } from '#lib/recordings/peaks.ts';
import { flow } from '#lib/recordings/server/audio-response.ts';
import { plays } from '#lib/recordings/server/schema.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { GET as audio } from '../../src/routes/recordings/[id]/audio/+server.ts';
import { GET as peaks } from '../../src/routes/recordings/[id]/peaks/+server.ts';
import { POST as open } from '../../src/routes/recordings/[id]/plays/+server.ts';
import { POST as report } from '../../src/routes/recordings/[id]/plays/[playId]/+server.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const sound = Buffer.from(Array.from({ length: 3 * 1024 * 1024 }, (_, n) => n % 251));

async function sounding() {
	const db = await testDatabase();
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-audio-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const store = localStore(folder);
	const centre = await exampleCentre(db);
	const pyramid = writePyramid(
		8000,
		1,
		Int16Array.from({ length: 20_000 }, (_, n) => n)
	);
	const put = async (bytes: Uint8Array) => (await store.put(Readable.from([bytes]))).sha256;
	const files = { sha256: await put(sound), peaksSha256: await put(pyramid) };
	const add = (own: Record<string, unknown> = {}) =>
		addRecording(db, {
			agentId: centre.lin.id,
			place: centre.north,
			startedAt: new Date('2026-03-01T02:00:00Z'),
			...files,
			...own
		});
	const runtime = { store, db, now: () => now, logger: createLogger('silent') };
	const event = (actor: Actor, request: Request, params: Record<string, string>) => ({
		locals: { db, actor, now, zone, runtime },
		params,
		request,
		url: new URL(request.url)
	});
	/** The route's answer as the client gets it, a thrown error as well. */
	const ask = async (
		route: typeof audio | typeof peaks | typeof open | typeof report,
		actor: Actor,
		id: string,
		{ query = '', playId = '', ...init }: RequestInit & { query?: string; playId?: string } = {}
	): Promise<Response> => {
		const request = new Request(`http://localhost/${query}`, init);
		try {
			return await route(event(actor, request, { id, playId }) as never);
		} catch (error) {
			if (isHttpError(error)) return Response.json(error.body, { status: error.status });
			throw error;
		}
	};
	return { db, centre, store, ask, add, id: await add() };
}

const ranged = (range: string, more: Record<string, string> = {}) => ({
	headers: { range, ...more }
});

describe('the sound of a recording', () => {
	it('gives the bytes that a range asks for', async () => {
		const { ask, centre, id } = await sounding();
		const asked: [string, number, number][] = [
			['bytes=0-99', 0, 99],
			['bytes=-100', sound.length - 100, sound.length - 1],
			['bytes=3145000-', 3_145_000, sound.length - 1],
			['bytes=0-', 0, 2 * 1024 * 1024 - 1],
			['bytes=5-99999999', 5, sound.length - 1]
		];
		for (const [range, start, end] of asked) {
			const answer = await ask(audio, centre.omar.actor, id, ranged(range));
			expect(answer.status).toBe(206);
			expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${sound.length}`);
			expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
			const bytes = Buffer.from(await answer.arrayBuffer());
			expect(sound.subarray(start, end + 1).equals(bytes)).toBe(true);
		}
	});

	it('is whole without a range, with several, with a foreign tag', async () => {
		const { ask, centre, id } = await sounding();
		const { actor } = centre.lin;
		const asked = [{}, ranged('bytes=0-1,5-6'), ranged('bytes=0-1', { 'if-range': '"old"' })];
		for (const init of asked) {
			const answer = await ask(audio, actor, id, init);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toBe('audio/wav');
			expect(answer.headers.get('accept-ranges')).toBe('bytes');
			expect(answer.headers.get('cache-control')).toBe('private, no-store');
			expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
			expect((await answer.arrayBuffer()).byteLength).toBe(sound.length);
		}
		const tag = (await ask(audio, actor, id, { method: 'HEAD' })).headers.get('etag')!;
		const kept = await ask(audio, actor, id, ranged('bytes=0-1', { 'if-range': tag }));
		expect(kept.status).toBe(206);
	});

	it('answers 416 past the end, and nothing but headers to HEAD', async () => {
		const { ask, centre, id, db } = await sounding();
		const { actor } = centre.omar;
		const past = await ask(audio, actor, id, ranged('bytes=99999999-'));
		expect(past.status).toBe(416);
		expect(past.headers.get('content-range')).toBe(`bytes */${sound.length}`);
		const head = await ask(audio, actor, id, { method: 'HEAD', ...ranged('bytes=0-1') });
		expect(head.status).toBe(200);
		expect(head.headers.get('content-length')).toBe(String(sound.length));
		expect(head.body).toBeNull();
		expect(await db.read.$count(plays)).toBe(0);
	});

	it('is logged by itself when no player is open, once for many requests', async () => {
		const { ask, centre, id, db } = await sounding();
		for (const range of ['bytes=0-9', 'bytes=10-19', 'bytes=20-29'])
			await (await ask(audio, centre.omar.actor, id, ranged(range))).arrayBuffer();
		expect(await db.read.select({ userId: plays.userId }).from(plays)).toEqual([
			{ userId: centre.omar.id }
		]);
		const [play] = await db.read.select().from(plays);
		const closing = { ranges: [], closing: true };
		const body = JSON.stringify(closing);
		const init = { method: 'POST', body, playId: play!.id };
		expect((await ask(report, centre.omar.actor, id, init)).status).toBe(200);
		expect(await db.read.select({ sent: plays.sentBytes }).from(plays)).toEqual([{ sent: 30 }]);
	});

	it('is the playback copy where there is one', async () => {
		const { ask, centre, add, store } = await sounding();
		const copy = await store.put(Readable.from([Buffer.from('copy')]));
		const id = await add({ playbackSha256: copy.sha256, playbackType: 'audio/mpeg' });
		const answer = await ask(audio, centre.omar.actor, id);
		expect(answer.headers.get('content-type')).toBe('audio/mpeg');
		expect(await answer.text()).toBe('copy');
	});

	it('says so when the store has lost it, and logs no hearing', async () => {
		const { ask, centre, add, db } = await sounding();
		const id = await add({ sha256: 'f'.repeat(64), peaksSha256: 'e'.repeat(64) });
		const answer = await ask(audio, centre.omar.actor, id);
		expect([answer.status, await answer.json()]).toEqual([503, { message: 'audio-missing' }]);
		expect((await ask(peaks, centre.omar.actor, id)).status).toBe(503);
		expect(await db.read.$count(plays)).toBe(0);
	});
});

describe('who may not hear it', () => {
	it('gets the answer for a recording that is not there', async () => {
		const { ask, centre, id } = await sounding();
		for (const route of [audio, peaks, open]) {
			const unknown = await ask(route, centre.sun.actor, newId());
			const answers = await Promise.all(
				[centre.sun, centre.hao, centre.wei].map(({ actor }) => ask(route, actor, id))
			);
			expect(unknown.status).toBe(404);
			const body = await unknown.text();
			for (const answer of answers) {
				expect(answer.status).toBe(404);
				expect(await answer.text()).toBe(body);
			}
			expect((await ask(route, centre.omar.actor, '../etc')).status).toBe(404);
		}
	});

	it('is refused when they may see but not hear', async () => {
		const { ask, centre, id } = await sounding();
		for (const route of [audio, peaks, open])
			expect((await ask(route, centre.auditor.actor, id)).status).toBe(403);
	});

	it('is refused on the next range when the right has gone meanwhile', async () => {
		const { ask, centre, id } = await sounding();
		const { omar } = centre;
		expect((await ask(audio, omar.actor, id, ranged('bytes=0-9'))).status).toBe(206);
		const without = { ...omar.actor, grants: [] };
		expect((await ask(audio, without, id, ranged('bytes=10-19'))).status).toBe(404);
	});

	it('is another site', async () => {
		const { ask, centre, id } = await sounding();
		for (const site of ['cross-site', 'same-site'])
			expect(
				(await ask(audio, centre.omar.actor, id, { headers: { 'sec-fetch-site': site } })).status
			).toBe(403);
	});
});

describe('the waveform of a recording', () => {
	it('is one level: the coarsest that is not coarser than asked', async () => {
		const { ask, centre, id } = await sounding();
		const asked: [string, number][] = [
			['', 16_384],
			['?samples-per-pixel=16384', 16_384],
			['?samples-per-pixel=5000', 4096],
			['?samples-per-pixel=64', 64],
			['?samples-per-pixel=1', 64]
		];
		for (const [query, samplesPerPixel] of asked) {
			const answer = await ask(peaks, centre.omar.actor, id, { query });
			const levels = parseLevels(new Uint8Array(await answer.arrayBuffer()));
			expect(levels).toHaveLength(1);
			expect(levels[0]).toMatchObject({ samplesPerPixel, sampleRate: 8000, channels: 1 });
			expect(levels[0]!.length).toBe(Math.ceil((10_000 * 64) / samplesPerPixel));
		}
	});

	it('refuses a wish that is no number, knows its tag, and is 410 where none was made', async () => {
		const { ask, centre, id, add } = await sounding();
		const { actor } = centre.omar;
		for (const wish of ['0', '-1', 'x', '1e3', ''])
			expect((await ask(peaks, actor, id, { query: `?samples-per-pixel=${wish}` })).status).toBe(
				422
			);
		const etag = (await ask(peaks, actor, id)).headers.get('etag')!;
		const again = await ask(peaks, actor, id, { headers: { 'if-none-match': etag } });
		expect(again.status).toBe(304);
		const bare = await add({ peaksSha256: null });
		expect((await ask(peaks, actor, bare)).status).toBe(410);
	});
});

describe('a report of what was heard', () => {
	it('is read strictly', async () => {
		const { ask, centre, id } = await sounding();
		const sent: [string, number][] = [
			['not json', 400],
			['{}', 422],
			['{"ranges":[[0,1]],"playId":"x"}', 422],
			['{"ranges":[]}', 404]
		];
		for (const [body, status] of sent) {
			const init = { method: 'POST', body, playId: newId() };
			expect((await ask(report, centre.omar.actor, id, init)).status).toBe(status);
		}
	});
});

describe('flow', () => {
	it('lets the file go when the client hangs up', async () => {
		const source = Readable.from([Buffer.alloc(10), Buffer.alloc(10)]);
		const sent: number[] = [];
		const reader = flow(source, (bytes) => sent.push(bytes)).getReader();
		await reader.read();
		await reader.cancel();
		expect(source.destroyed).toBe(true);
		expect(sent).toEqual([10]);
	});

	it('takes no more from the file than the client takes', async () => {
		const source = new PassThrough({ highWaterMark: 1 });
		source.write(Buffer.alloc(4));
		const sent: number[] = [];
		const reader = flow(source, (bytes) => sent.push(bytes)).getReader();
		await reader.read();
		source.write(Buffer.alloc(4));
		await new Promise((resolve) => setImmediate(resolve));
		expect(sent).toEqual([4]);
		await reader.cancel();
	});
});
