import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { disablements } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { heardBy } from '#lib/recordings/server/playable.ts';
import {
	closeStalePlays,
	openPlay,
	playOfSound,
	reportPlay
} from '#lib/recordings/server/plays.ts';
import { addSentBytes } from '#lib/recordings/server/sent-bytes.ts';
import { plays } from '#lib/recordings/server/schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const openedAt = new Date('2026-03-02T09:00:00Z');
const after = (seconds: number) => new Date(openedAt.getTime() + seconds * 1000);

async function listening() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const recordingId = await addRecording(db, {
		agentId: centre.lin.id,
		place: centre.north,
		startedAt: new Date('2026-03-01T02:00:00Z')
	});
	return { db, centre, recordingId };
}

const as = (db: Db, actor: Actor, now = openedAt) => ({ db, actor, now, zone });

async function opened(db: Db, actor: Actor, recordingId: string): Promise<string> {
	const outcome = await openPlay(as(db, actor), recordingId);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.playId;
}

async function played(db: Db) {
	const rows = await db.read
		.select({ actor: auditEntries.actor, subject: auditEntries.subject, body: auditEntries.body })
		.from(auditEntries)
		.where(eq(auditEntries.kind, 'recording.played'))
		.orderBy(asc(auditEntries.seq));
	return rows.map(({ actor, subject, body }) => ({
		actor,
		subject,
		body: JSON.parse(body) as { roles: string[]; facts: Record<string, unknown> }
	}));
}

describe('a play', () => {
	it('is one entry in the chain with the ranges heard, however many reports there were', async () => {
		const { db, centre, recordingId } = await listening();
		const { actor } = centre.omar;
		const playId = await opened(db, actor, recordingId);
		const say = (seconds: number, ranges: [number, number][], closing = false) =>
			reportPlay(as(db, actor, after(seconds)), {
				playId,
				recordingId,
				report: { ranges, closing }
			});
		await say(10, [[0, 9000]]);
		await addSentBytes({ db, now: after(12) }, playId, 2_097_152);
		await say(20, [
			[9000, 12_000],
			[60_000, 95_000]
		]);
		expect(await played(db)).toEqual([]);
		await say(25, [], true);

		const entries = await played(db);
		expect(entries).toHaveLength(1);
		expect(entries[0]).toMatchObject({
			actor: actor.id,
			subject: `recording:${recordingId}`,
			body: {
				roles: [`team-lead:${centre.north.teamId}`],
				facts: {
					play: playId,
					ranges: [
						[0, 12_000],
						[60_000, 90_000]
					],
					heardMs: 42_000,
					sentBytes: 2_097_152
				}
			}
		});
		expect(await say(30, [[0, 1]])).toEqual({ ok: false, refusal: 'play-closed' });
		expect(await played(db)).toHaveLength(1);
		expect(await heardBy(db, recordingId, actor.id)).toEqual([
			[0, 12_000],
			[60_000, 90_000]
		]);
		expect(await heardBy(db, recordingId, centre.ana.id)).toEqual([]);
	});

	it('believes no more than the time allows, and keeps what it believed', async () => {
		const { db, centre, recordingId } = await listening();
		const { actor } = centre.omar;
		const playId = await opened(db, actor, recordingId);
		const report = (ranges: [number, number][], closing = false) => ({
			playId,
			recordingId,
			report: { ranges, closing }
		});
		await reportPlay(as(db, actor, after(10)), report([[0, 8000]]));
		expect(await reportPlay(as(db, actor, after(11)), report([[0, 90_000]], true))).toMatchObject({
			ok: false,
			refusal: 'heard-too-fast'
		});
		expect(await heardBy(db, recordingId, actor.id)).toEqual([[0, 8000]]);
		expect(await played(db)).toEqual([]);
	});

	it('belongs to its listener alone', async () => {
		const { db, centre, recordingId } = await listening();
		const playId = await opened(db, centre.omar.actor, recordingId);
		const report = { ranges: [], closing: true };
		for (const actor of [centre.ana.actor, centre.sun.actor])
			expect(
				await reportPlay(as(db, actor, after(5)), { playId, recordingId, report })
			).toMatchObject({ refusal: 'no-such-play' });
		for (const wrong of [
			{ playId: newId(), recordingId },
			{ playId, recordingId: newId() },
			{ playId: 'x', recordingId }
		])
			expect(
				await reportPlay(as(db, centre.omar.actor, after(5)), { ...wrong, report })
			).toMatchObject({ refusal: 'no-such-play' });
	});

	it('is not opened for whom the recording is hidden, or not to be heard', async () => {
		const { db, centre, recordingId } = await listening();
		const { sun, hao, wei, auditor } = centre;
		for (const { actor } of [sun, hao, wei])
			expect(await openPlay(as(db, actor), recordingId)).toMatchObject({ refusal: 'hidden' });
		expect(await openPlay(as(db, auditor.actor), recordingId)).toMatchObject({
			refusal: 'forbidden'
		});
		expect(await openPlay(as(db, centre.omar.actor), newId())).toMatchObject({
			refusal: 'hidden'
		});
		expect(await openPlay(as(db, centre.omar.actor), "x' or 1=1")).toMatchObject({
			refusal: 'hidden'
		});
		expect(await db.read.$count(plays)).toBe(0);
	});

	it('that nobody speaks for is closed after two minutes, once', async () => {
		const { db, centre, recordingId } = await listening();
		const silent = await opened(db, centre.omar.actor, recordingId);
		const lively = await opened(db, centre.ana.actor, recordingId);
		await reportPlay(as(db, centre.omar.actor, after(8)), {
			playId: silent,
			recordingId,
			report: { ranges: [[0, 7000]], closing: false }
		});
		await addSentBytes({ db, now: after(100) }, lively, 5);
		expect(await closeStalePlays({ db, now: after(128) })).toBe(0);
		expect(await closeStalePlays({ db, now: after(129) })).toBe(1);
		expect(await closeStalePlays({ db, now: after(130) })).toBe(0);
		expect(await played(db)).toMatchObject([
			{ actor: centre.omar.id, body: { facts: { heardMs: 7000 } } }
		]);
	});

	it('of somebody disabled meanwhile still gets its entry, in their name', async () => {
		const { db, centre, recordingId } = await listening();
		await opened(db, centre.lin.actor, recordingId);
		await db.tx((tx) =>
			tx
				.insert(disablements)
				.values({ userId: centre.lin.id, at: after(1), by: 'system:test', reason: 'left' })
		);
		expect(await closeStalePlays({ db, now: after(600) })).toBe(1);
		expect(await played(db)).toMatchObject([{ actor: centre.lin.id }]);
	});
});

describe('sound that is asked for', () => {
	it('belongs to the open play, else opens one, and never two at once', async () => {
		const { db, centre, recordingId } = await listening();
		const { actor } = centre.omar;
		const asked = await Promise.all(
			Array.from({ length: 5 }, () => playOfSound(as(db, actor), recordingId))
		);
		expect(new Set(asked).size).toBe(1);
		const playId = await opened(db, actor, recordingId);
		expect([playId, asked[0]]).toContain(await playOfSound(as(db, actor), recordingId));
		expect(await db.read.$count(plays)).toBe(2);
	});
});
