import { Readable } from 'node:stream';
import { isHttpError } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { ClipInput } from '#lib/coaching/library.ts';
import { decideOnClip, giveConsent, proposeClip } from '#lib/coaching/server/library.ts';
import { clipById, clipPage, itemsWithClips } from '#lib/coaching/server/library-list.ts';
import { libraryClips, libraryConsents } from '#lib/coaching/server/schema.ts';
import { legalHolds, standingHolds } from '#lib/custody/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { wavHeader } from '#lib/recordings/server/playback-copy.ts';
import { closeStalePlays } from '#lib/recordings/server/plays.ts';
import { calls, plays, recordings } from '#lib/recordings/server/schema.ts';
import { reportCall } from '#lib/reviews/server/call-reports.ts';
import { GET as sound } from '../../src/routes/library/[id]/audio/+server.ts';
import { POST as open } from '../../src/routes/library/[id]/plays/+server.ts';
import { POST as said } from '../../src/routes/library/[id]/plays/[playId]/+server.ts';
import { addPerson, zone } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { testAnalyser } from '../support/analyser.ts';
import { testDatabase } from '../support/database.ts';

const { analyser, folder } = testAnalyser();
const RATE = 8000;
/** Each sample tells the second it belongs to. */
const wav = () => {
	const samples = Int16Array.from({ length: 90 * RATE }, (_, n) => 100 * Math.floor(n / RATE) + 1);
	const bytes = Buffer.from(samples.buffer);
	return Buffer.concat([wavHeader(RATE, 1, bytes.length), bytes]);
};

async function centreWithCall() {
	const db = await testDatabase();
	const store = localStore(`${folder}/${newId()}`);
	const centre = await reviewCentre(db);
	const { recordingId } = centre;
	const { sha256 } = await store.put(Readable.from([wav()]));
	await db.tx(async (tx) => {
		await tx.update(recordings).set({ sha256 }).where(eq(recordings.id, recordingId));
		await tx.update(calls).set({ customerNumber: '13812348000' });
	});
	const input: ClipInput = {
		...{ recordingId, fromMs: 8000, toMs: 13_000, consents: false },
		...{ title: 'Calm with 13812348000', itemKey: 'greeting' }
	};
	const as = (actor: Actor, now = reviewedAt) => contextOf(db, actor, now);
	const propose = async (actor: Actor, given: Partial<ClipInput> = {}) =>
		proposeClip(as(actor), { ...input, ...given });
	const proposed = async (actor: Actor, given: Partial<ClipInput> = {}) => {
		const outcome = await propose(actor, given);
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.value.clipId;
	};
	const consent = (actor: Actor, clipId: string, consents = true, now = reviewedAt) =>
		giveConsent(as(actor, now), { clipId, consents });
	const decide = (actor: Actor, clipId: string, accepted = true, reason = '') =>
		decideOnClip(as(actor), { clipId, accepted, reason });
	const runtime = { store, db, analyser, now: () => reviewedAt, logger: createLogger('silent') };
	const ask = async (
		route: typeof sound | typeof open | typeof said,
		actor: Actor,
		id: string,
		{ playId = '', ...init }: RequestInit & { playId?: string } = {}
	) => {
		const locals = { db, actor, now: reviewedAt, zone, runtime };
		const request = new Request('http://localhost/', init);
		try {
			return await route({ locals, params: { id, playId }, request } as never);
		} catch (error) {
			if (isHttpError(error)) return new Response(null, { status: error.status });
			throw error;
		}
	};
	const listed = async (actor: Actor, filter = {}) =>
		(await clipPage(as(actor), { filter: { view: 'library', ...filter } })).rows.map(
			({ id }) => id
		);
	return { db, ...centre, as, propose, proposed, consent, decide, ask, listed };
}

describe('a passage', () => {
	it('is in the library once its agent consents and a head takes it in; it says so to each', async () => {
		const { db, lin, wei, omar, ana, proposed, consent, decide, listed } = await centreWithCall();
		const clipId = await proposed(omar.actor);
		const [row] = await db.read.select().from(libraryClips);
		expect(row).toMatchObject({ title: 'Calm with 138****8000', rubricKey: 'report' });
		expect(await decide(ana.actor, clipId)).toMatchObject({ refusal: 'not-consented' });
		expect(await consent(lin.actor, clipId)).toMatchObject({ ok: true });
		expect(await consent(lin.actor, clipId)).toMatchObject({ refusal: 'already-so' });
		expect(await listed(wei.actor)).toEqual([]);
		expect(await listed(ana.actor, { view: 'waiting' })).toEqual([clipId]);
		expect(await decide(ana.actor, clipId)).toMatchObject({ ok: true });
		expect(await listed(wei.actor)).toEqual([clipId]);
		expect(await itemsWithClips(db.read, 'report')).toEqual(['greeting']);
		const told = await db.read.select().from(notifications);
		expect(told.map(({ userId, kind }) => [userId, kind]).sort()).toEqual(
			[
				[ana.id, 'clip-waiting'],
				[lin.id, 'clip-accepted'],
				[lin.id, 'clip-proposed']
			].sort()
		);
		const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
		for (const kind of ['clip.proposed', 'clip.consented', 'clip.accepted'])
			expect(kinds).toContain(kind);
		await expect(db.tx((tx) => tx.delete(libraryConsents))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});

	it('disappears at once with the consent, and comes back with it', async () => {
		const { db, lin, wei, omar, ana, as, proposed, consent, decide, ask, listed } =
			await centreWithCall();
		const clipId = await proposed(omar.actor);
		await consent(lin.actor, clipId);
		await decide(ana.actor, clipId);
		const status = async () => (await ask(sound, wei.actor, clipId)).status;
		expect(await status()).toBe(200);
		await consent(lin.actor, clipId, false, new Date(reviewedAt.getTime() + 1));
		expect([await status(), await listed(wei.actor)]).toEqual([404, []]);
		expect(await clipById(as(wei.actor), clipId)).toBeUndefined();
		expect(await clipById(as(lin.actor), clipId)).toMatchObject({ state: 'withdrawn' });
		expect(await itemsWithClips(db.read, 'report')).toEqual([]);
		await consent(lin.actor, clipId, true, new Date(reviewedAt.getTime() + 2));
		expect(await status()).toBe(200);
		expect(await decide(ana.actor, clipId, false)).toMatchObject({ refusal: 'reason-missing' });
		expect((await decide(ana.actor, clipId, false, 'Old phrases')).ok).toBe(true);
		expect(await status()).toBe(404);
	});

	it('needs no further word when the agent shared the highlight in it, or proposes it so', async () => {
		const { lin, omar, as, proposed, recordingId } = await centreWithCall();
		const content = {
			kind: 'highlight',
			problem: null,
			atMs: 9000,
			note: 'x',
			shared: true
		} as const;
		await reportCall(as(lin.actor), { recordingId, content });
		const state = async (id: string) => (await clipById(as(omar.actor), id))?.state;
		expect(await state(await proposed(omar.actor, { fromMs: 7000 }))).toBe('waiting-decision');
		expect(await state(await proposed(omar.actor, { fromMs: 20_000, toMs: 25_000 }))).toBe(
			'waiting-consent'
		);
		const own = await proposed(lin.actor, { fromMs: 30_000, toMs: 35_000, consents: true });
		expect(await state(own)).toBe('waiting-decision');
	});

	it('is proposed, consented to and taken in by those alone who may', async () => {
		const { lin, wei, hao, sun, omar, ana, auditor, propose, proposed, consent, decide, db } =
			await centreWithCall();
		for (const { actor } of [wei, hao, sun])
			expect(await propose(actor)).toMatchObject({ refusal: 'not-found' });
		expect(await propose(auditor.actor)).toMatchObject({ refusal: 'not-allowed' });
		const clipId = await proposed(omar.actor);
		expect(await propose(omar.actor)).toMatchObject({ refusal: 'already-proposed' });
		expect(await consent(omar.actor, clipId)).toMatchObject({ refusal: 'not-allowed' });
		expect(await consent(wei.actor, clipId)).toMatchObject({ refusal: 'not-found' });
		await consent(lin.actor, clipId);
		for (const { actor } of [omar, lin])
			expect(await decide(actor, clipId)).toMatchObject({ refusal: 'not-allowed' });
		expect(await decide(sun.actor, clipId)).toMatchObject({ refusal: 'not-found' });
		const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
		await decide(ana.actor, clipId);
		expect(await decide(technician.actor, clipId)).toMatchObject({ refusal: 'not-found' });
	});

	it.each<[string, Partial<ClipInput>]>([
		['times', { fromMs: 13_000 }],
		['outside-recording', { toMs: 90_001 }],
		['whole-call', { fromMs: 0, toMs: 90_000 }],
		['title-missing', { title: ' – ' }],
		['unknown-item', { itemKey: 'no-such-item' }]
	])('is refused: %s', async (refusal, given) => {
		const { omar, propose } = await centreWithCall();
		expect(await propose(omar.actor, given)).toMatchObject({ ok: false, refusal });
	});

	it('is found by its item and by words of its title', async () => {
		const { lin, wei, ana, proposed, decide, listed } = await centreWithCall();
		const given = { consents: true, title: '冷静 100% Helpful' };
		const clipId = await proposed(lin.actor, given);
		await decide(ana.actor, clipId);
		for (const filter of [
			{ words: 'HELPFUL 冷静' },
			{ words: '100%' },
			{ item: 'report:greeting' }
		])
			expect(await listed(wei.actor, filter)).toEqual([clipId]);
		for (const filter of [{ words: '10_%' }, { words: 'other' }, { item: 'report:closing' }])
			expect(await listed(wei.actor, filter)).toEqual([]);
		expect(await listed(lin.actor, { view: 'mine' })).toEqual([clipId]);
	});
});

describe('the sound of a passage', () => {
	async function inLibrary() {
		const centre = await centreWithCall();
		const clipId = await centre.proposed(centre.lin.actor, { consents: true });
		await centre.decide(centre.ana.actor, clipId);
		return { ...centre, clipId };
	}

	it('is that range of the call and nothing else, whole or in parts', async () => {
		const { wei, ask, clipId } = await inLibrary();
		const whole = Buffer.from(await (await ask(sound, wei.actor, clipId)).arrayBuffer());
		expect(whole.length).toBe(44 + 5 * RATE * 2);
		const samples = new Int16Array(new Uint8Array(whole.subarray(44)).buffer);
		expect([samples[0], samples.at(-1)]).toEqual([801, 1201]);
		expect(new Set(samples).size).toBe(5);
		const part = await ask(sound, wei.actor, clipId, { headers: { range: 'bytes=40-143' } });
		expect(part.status).toBe(206);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(40, 144));
		const beyond = await ask(sound, wei.actor, clipId, { headers: { range: 'bytes=999999-' } });
		expect(beyond.status).toBe(416);
		const foreign = { headers: { 'sec-fetch-site': 'cross-site' } };
		expect((await ask(sound, wei.actor, clipId, foreign)).status).toBe(403);
	});

	it('is a play in the log, with what was heard in times of the call', async () => {
		const { db, wei, hao, ask, as, clipId, recordingId } = await inLibrary();
		const opened = await ask(open, wei.actor, clipId, { method: 'POST' });
		const { playId } = (await opened.json()) as { playId: string };
		const body = JSON.stringify({
			ranges: [
				[0, 2000],
				[4000, 60_000]
			]
		});
		const told = { method: 'POST', body, playId };
		expect((await ask(said, hao.actor, clipId, told)).status).toBe(404);
		expect((await ask(said, wei.actor, clipId, told)).status).toBe(200);
		const [play] = await db.read.select().from(plays);
		expect(play).toMatchObject({
			recordingId,
			userId: wei.id,
			ranges: [
				[8000, 10_000],
				[12_000, 13_000]
			]
		});
		await closeStalePlays({ ...as(wei.actor), now: new Date(reviewedAt.getTime() + 600_000) });
		const played = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'recording.played'));
		expect(played).toHaveLength(1);
	});

	it('is heard by nobody of a held or restricted recording, nor without the right', async () => {
		const { db, wei, omar, ana, ask, listed, clipId, recordingId } = await inLibrary();
		const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
		const status = async (actor: Actor) => (await ask(sound, actor, clipId)).status;
		expect([await status(technician.actor), await status(omar.actor)]).toEqual([404, 200]);
		const turn = (custody: 'kept' | 'restricted') =>
			db.tx((tx) => tx.update(recordings).set({ custody }).where(eq(recordings.id, recordingId)));
		await turn('restricted');
		expect([await status(wei.actor), await status(omar.actor)]).toEqual([404, 404]);
		expect(await listed(wei.actor)).toEqual([]);
		await turn('kept');
		const [holdId, at] = [newId(), reviewedAt];
		await db.tx(async (tx) => {
			const reason = 'A claim of the customer';
			await tx.insert(legalHolds).values({ id: holdId, recordingId, placedBy: ana.id, reason, at });
			await tx.insert(standingHolds).values({ holdId, recordingId });
		});
		expect(await status(wei.actor)).toBe(410);
	});
});
