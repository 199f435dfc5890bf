/** What a deletion binds to: the very same bytes, nothing in the way; in the code, and in the database when the code is passed over. */
import { chmod, writeFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '#lib/custody/server/blocks.ts';
import { deletionRequests, openDeletionRequests, tombstones } from '#lib/custody/server/schema.ts';
import { setCustody } from '#lib/custody/server/settings.ts';
import { reportIncident } from '#lib/events/server/incidents.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { plays, recordings } from '#lib/recordings/server/schema.ts';
import { deletionCentre, emptyWav, later, now, reason } from '../fixtures/deletion.ts';
import { forced, hold, isRefused } from '../fixtures/deletion-bypass.ts';
import { s16, tone, wavBytes } from '../support/wav-bytes.ts';

describe('the very thing that was applied for', () => {
	it('is measured again at approval and at purge; any difference voids', async () => {
		const { stored, applied, decide, purge, custodyOf, db, store } = await deletionCentre();
		const overwrite = async (recordingId: string, bytes: Buffer) => {
			const [row] = await db.read.select().from(recordings).where(eq(recordings.id, recordingId));
			await chmod(store.localPath(row!.sha256)!, 0o640);
			await writeFile(store.localPath(row!.sha256)!, bytes);
		};
		const [first, second] = [await stored(emptyWav()), await stored(emptyWav())];
		const [atApproval, atPurge] = [await applied(first), await applied(second)];
		await overwrite(first, emptyWav());
		expect(await decide(atApproval)).toMatchObject({ refusal: 'voided' });
		expect(await decide(atApproval)).toMatchObject({ refusal: 'already-decided' });
		expect(await decide(atPurge)).toMatchObject({ ok: true });
		await overwrite(second, wavBytes(s16(tone(1))));
		expect(await purge()).toEqual({ purged: 0, voided: 1, files: 0 });
		expect([await custodyOf(first), await custodyOf(second)]).toEqual(['kept', 'kept']);
		expect(await db.read.$count(openDeletionRequests)).toBe(0);
		expect(await db.read.$count(tombstones)).toBe(0);
	});

	it('may be sound without speech where that is set, for who has heard all of it', async () => {
		const { stored, apply, decide, purge, as, db, ana, admin } = await deletionCentre();
		const recordingId = await stored(wavBytes(s16(tone(2))));
		expect(await apply(recordingId)).toMatchObject({ refusal: 'no-speech-kept' });
		expect(await setCustody(as(admin), { allowNoSpeech: true, quarantineDays: 9 })).toEqual({
			allowNoSpeech: true,
			quarantineDays: 9,
			unmaskBudget: 50
		});
		const application = await apply(recordingId);
		const { requestId } = application.ok ? application.value : { requestId: '' };
		expect(await decide(requestId)).toMatchObject({
			refusal: 'not-heard',
			facts: { heardMs: 0, durationMs: 2000 }
		});
		const play = (from: number, to: number) =>
			db.tx((tx) =>
				tx.insert(plays).values({
					...{ id: newId(), recordingId, userId: ana.id, openedAt: now, lastAt: now },
					...{ closedAt: now, ranges: [[from, to]], sentBytes: 0 }
				})
			);
		await play(0, 1600);
		expect(await decide(requestId)).toMatchObject({ refusal: 'not-heard' });
		await play(1500, 2000);
		expect(await decide(requestId)).toMatchObject({ ok: true });
		expect((await purge(later(7))).purged).toBe(0);
		expect(await purge(later(9))).toMatchObject({ purged: 1, voided: 0 });
	});
});

describe('what stands in the way', () => {
	it('blocks application, approval and purge; the database knows of holds by itself', async () => {
		const centre = await deletionCentre();
		const { stored, applied, apply, decide, purge, custodyOf, db, as } = centre;
		const held = await stored(emptyWav());
		await hold(centre, held);
		expect(await apply(held)).toMatchObject({ refusal: 'blocked', facts: { blocks: 'hold' } });
		const faulty = await stored(emptyWav());
		const requestId = await applied(faulty);
		await reportIncident(as(centre.omar), {
			...{ kind: 'bad-sound' as const, recordingId: faulty, words: 'a hum' }
		});
		expect((await blocksOf(db.read, faulty)).map(({ kind }) => kind)).toEqual(['incident']);
		expect(await decide(requestId)).toMatchObject({ refusal: 'blocked' });

		const late = await stored(emptyWav());
		const approved = await applied(late);
		expect(await decide(approved)).toMatchObject({ ok: true });
		await hold(centre, late);
		expect(await purge()).toEqual({ purged: 0, voided: 1, files: 0 });
		expect(await custodyOf(late)).toBe('kept');
		await hold(centre, faulty);
		await expect((await forced(centre, requestId, 'approved', centre.ana))()).rejects.toSatisfy(
			isRefused
		);
	});

	it('and no row says so out of turn', async () => {
		const centre = await deletionCentre();
		const { stored, applied, decide, db, ana } = centre;
		const recordingId = await stored(emptyWav());
		const requestId = await applied(recordingId);
		const custody = (state: 'quarantined' | 'purged' | 'kept') =>
			db.tx((tx) =>
				tx.update(recordings).set({ custody: state }).where(eq(recordings.id, recordingId))
			);
		const [row] = await db.read.select().from(recordings).where(eq(recordings.id, recordingId));
		const tombstone = (at: Date, more: object = {}) =>
			db.tx((tx) =>
				tx.insert(tombstones).values({
					...{ recordingId, requestId, sha256: row!.sha256, bytes: row!.bytes },
					...{ content: Buffer.from('x'), at, ...more }
				})
			);
		for (const step of ['restored', 'purged'] as const)
			await expect((await forced(centre, requestId, step, null))()).rejects.toSatisfy(isRefused);
		for (const state of ['quarantined', 'purged'] as const)
			await expect(custody(state)).rejects.toSatisfy(isRefused);
		await expect(tombstone(later(30))).rejects.toSatisfy(isRefused);
		const approve = await forced(centre, requestId, 'approved', ana);
		await expect(approve({ evidence: null })).rejects.toSatisfy(isRefused);
		const [request] = await db.read.select().from(deletionRequests);
		for (const other of [{ bytes: 1 }, { sha256: 'f'.repeat(64) }, { detector: 'x' }])
			await expect(approve({ evidence: { ...request!.evidence, ...other } })).rejects.toSatisfy(
				isRefused
			);
		expect(await decide(requestId)).toMatchObject({ ok: true });
		await expect(custody('purged')).rejects.toSatisfy(isRefused);
		await expect(tombstone(later(7, -1))).rejects.toSatisfy(isRefused);
		await expect(tombstone(later(7), { sha256: 'f'.repeat(64) })).rejects.toSatisfy(isRefused);
		await expect((await forced(centre, requestId, 'purged', null))()).rejects.toSatisfy(isRefused);
		await hold(centre, recordingId);
		await expect(tombstone(later(7))).rejects.toSatisfy(isRefused);
		const full = await stored(wavBytes(s16(tone(1))));
		const claim = { ...request!, id: newId(), recordingId: full, reason };
		await expect(db.tx((tx) => tx.insert(deletionRequests).values(claim))).rejects.toSatisfy(
			isRefused
		);
		await expect(
			db.tx((tx) =>
				tx
					.insert(deletionRequests)
					.values({ ...claim, evidence: { ...claim.evidence, verdict: 'ok' } })
			)
		).rejects.toSatisfy(isRefused);
	});
});
