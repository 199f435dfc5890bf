/** Deleting an empty recording: applied for, decided by another person, quarantined, purged into a tombstone. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { applyForDeletion, withdrawDeletion } from '#lib/custody/server/deletion-requests.ts';
import { restoreFromQuarantine } from '#lib/custody/server/restore-deletion.ts';
import {
	deletionRequests,
	deletionSteps,
	openDeletionRequests,
	pendingRemovals,
	tombstones
} from '#lib/custody/server/schema.ts';
import { unpack } from '#lib/custody/server/tombstone-bytes.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { deletionCentre, emptyWav, later, reason } from '../fixtures/deletion.ts';
import { s16, tone, wavBytes } from '../support/wav-bytes.ts';

describe('an empty recording', () => {
	it('goes by application, approval and quarantine into a tombstone that holds its bytes', async () => {
		const { stored, applied, decide, purge, custodyOf, db, store, ana, bea, omar } =
			await deletionCentre();
		const bytes = emptyWav();
		const recordingId = await stored(bytes);
		const requestId = await applied(recordingId);
		const told = await db.read.select().from(notifications);
		expect(told.map(({ userId }) => userId).sort()).toEqual([ana.id, bea.id].sort());
		expect(await custodyOf(recordingId)).toBe('kept');
		expect(await decide(requestId)).toEqual({ ok: true, value: undefined });
		expect(await custodyOf(recordingId)).toBe('quarantined');
		expect(await purge(later(7, -1))).toEqual({ purged: 0, voided: 0, files: 0 });
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(await store.size(sha256)).toBe(bytes.length);
		expect(await purge()).toEqual({ purged: 1, voided: 0, files: 1 });
		expect(await custodyOf(recordingId)).toBe('purged');
		expect(await store.size(sha256)).toBeUndefined();
		const [tombstone] = await db.read.select().from(tombstones);
		expect(tombstone).toMatchObject({ recordingId, requestId, sha256, bytes: bytes.length });
		expect(await buffer(unpack(tombstone!.content))).toEqual(bytes);
		// The row and everything about it stays; a further run finds nothing to do.
		expect(await purge(later(8))).toEqual({ purged: 0, voided: 0, files: 0 });
		const steps = await db.read.select().from(deletionSteps).orderBy(deletionSteps.at);
		expect(steps.map(({ step, byId }) => [step, byId])).toEqual([
			['approved', ana.id],
			['purged', null]
		]);
		expect(await db.read.select().from(deletionRequests)).toMatchObject([
			{ requestedBy: omar.id, reason, evidence: { verdict: 'empty', sha256, bytes: bytes.length } }
		]);
		expect(await db.read.$count(openDeletionRequests)).toBe(0);
		const kinds = await db.read.select({ kind: auditEntries.kind }).from(auditEntries);
		expect(kinds.map(({ kind }) => kind).filter((kind) => kind !== 'session.stepped-up')).toEqual([
			'deletion.requested',
			'deletion.approved',
			'recording.purged'
		]);
		expect(await verifyChain(db.read)).toMatchObject({ ok: true });
	});

	it('keeps its file while another recording has the same bytes', async () => {
		const { stored, applied, decide, purge, custodyOf, db, store } = await deletionCentre();
		const bytes = emptyWav();
		const first = await stored(bytes);
		const twin = await stored(bytes);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(await decide(await applied(first))).toMatchObject({ ok: true });
		expect(await purge()).toEqual({ purged: 1, voided: 0, files: 0 });
		expect([await custodyOf(first), await custodyOf(twin)]).toEqual(['purged', 'kept']);
		expect(await store.size(sha256)).toBe(bytes.length);
		expect(await db.read.$count(pendingRemovals)).toBe(0);
		// The second one is the last: its file goes, and comes back when an import found it just before.
		expect(await decide(await applied(twin), undefined)).toMatchObject({ ok: true });
		expect(await purge()).toEqual({ purged: 1, voided: 0, files: 1 });
		expect(await store.size(sha256)).toBeUndefined();
		await db.tx(async (tx) => {
			const [row] = await tx.select().from(recordings).where(eq(recordings.id, twin));
			const id = newId();
			await tx.insert(recordings).values({ ...row!, id, key: id, custody: 'kept' });
		});
		expect(await purge()).toEqual({ purged: 0, voided: 0, files: 0 });
		expect(await store.size(sha256)).toBe(bytes.length);
		expect(await db.read.$count(pendingRemovals)).toBe(0);
	});

	it('is kept when the head rejects, the requester withdraws, or a head restores it', async () => {
		const { stored, applied, decide, purge, custodyOf, db, as, ana, bea, omar, sun, lin } =
			await deletionCentre();
		const recordingId = await stored(emptyWav());
		const rejected = await applied(recordingId);
		expect(await decide(rejected, ana, { outcome: 'rejected' })).toMatchObject({ ok: true });
		expect(await decide(rejected)).toMatchObject({ refusal: 'already-decided' });
		const withdrawn = await applied(recordingId);
		for (const person of [sun, lin])
			expect(await withdrawDeletion(as(person), withdrawn)).toMatchObject({ refusal: 'not-found' });
		expect(await withdrawDeletion(as(ana), withdrawn)).toMatchObject({ refusal: 'not-allowed' });
		expect(await withdrawDeletion(as(omar), withdrawn)).toMatchObject({ ok: true });
		expect(await withdrawDeletion(as(omar), withdrawn)).toMatchObject({
			refusal: 'already-decided'
		});
		expect(await custodyOf(recordingId)).toBe('kept');
		const requestId = await applied(recordingId);
		const restore = (person = bea, words = reason) =>
			restoreFromQuarantine(as(person, later(6)), { requestId, reason: words });
		expect(await restore()).toMatchObject({ refusal: 'not-in-quarantine' });
		expect(await decide(requestId)).toMatchObject({ ok: true });
		expect(await withdrawDeletion(as(omar), requestId)).toMatchObject({
			refusal: 'already-decided'
		});
		expect(await restore(omar)).toMatchObject({ refusal: 'not-allowed' });
		expect(await restore(bea, '  ')).toMatchObject({ refusal: 'reason-missing' });
		expect(await restore()).toMatchObject({ ok: true });
		expect(await restore()).toMatchObject({ refusal: 'not-in-quarantine' });
		expect(await custodyOf(recordingId)).toBe('kept');
		expect(await purge(later(30))).toEqual({ purged: 0, voided: 0, files: 0 });
		expect(await db.read.$count(tombstones)).toBe(0);
		const steps = await db.read.select({ step: deletionSteps.step }).from(deletionSteps);
		expect(steps.map(({ step }) => step).sort()).toEqual([
			...['approved', 'rejected', 'restored', 'withdrawn']
		]);
	});
});

describe('an application', () => {
	it('is refused with the measured facts for whatever holds something to hear, or may have', async () => {
		const { stored, apply, db, omar } = await deletionCentre();
		const sound = await stored(wavBytes(s16(tone(1))));
		expect(await apply(sound)).toMatchObject({
			refusal: 'no-speech-kept',
			facts: { verdict: 'no-speech', bytes: 16_044, durationMs: 1000, peaks: '-12.2', speechMs: 0 }
		});
		const half = await stored(wavBytes(s16(tone(2)), { claimed: 64_000 }));
		const text = await stored(Buffer.from('<html>'.repeat(100)));
		for (const [id, verdict] of [
			[half, 'truncated'],
			[text, 'unreadable']
		] as const)
			expect(await apply(id)).toMatchObject({ refusal: 'not-empty', facts: { verdict } });
		// What the row claims counts for nothing.
		const claimed = await stored(wavBytes(s16(tone(1, 8000, 1, 9000))), {
			verdict: 'empty',
			verdictReason: 'no-frames',
			durationMs: 0
		});
		expect(await apply(claimed)).toMatchObject({ refusal: 'no-speech-kept' });
		const gone = await stored(emptyWav(), { sha256: 'f'.repeat(64) });
		expect(await apply(gone)).toMatchObject({ refusal: 'bytes-changed', facts: { bytes: 0 } });
		const longer = await stored(emptyWav(), { bytes: 45 });
		expect(await apply(longer)).toMatchObject({ refusal: 'bytes-changed' });
		for (const silent of [
			wavBytes(Buffer.alloc(32_000)),
			wavBytes(s16(tone(0.499))),
			Buffer.alloc(0)
		])
			expect(await apply(await stored(silent))).toMatchObject({ ok: true });
		expect(await db.read.$count(deletionRequests, eq(deletionRequests.requestedBy, omar.id))).toBe(
			3
		);
	});

	it('is for the lead of the team, with a reason, one at a time', async () => {
		const { stored, apply, db, as, lin, wei, sun, ana, auditor, tech, admin, omar, link } =
			await deletionCentre();
		const recordingId = await stored(emptyWav());
		for (const person of [sun, tech, admin, wei])
			expect(await apply(recordingId, person)).toMatchObject({ refusal: 'not-found' });
		for (const person of [lin, ana, auditor])
			expect(await apply(recordingId, person)).toMatchObject({ refusal: 'not-allowed' });
		for (const id of [newId(), 'x', '\u0000', `${recordingId}'`])
			expect(await apply(id)).toMatchObject({ refusal: 'not-found' });
		for (const words of ['', '　'.repeat(12), '啊'.repeat(20), 'empty call', '\u200b'.repeat(20)])
			expect(await applyForDeletion(as(omar), { recordingId, reason: words })).toMatchObject({
				refusal: 'reason-missing',
				facts: { characters: 10 }
			});
		// A call that the lead handled under another account is an own call.
		const own = await stored(emptyWav(), { agentId: wei.id });
		await link(omar, wei);
		expect(await apply(own)).toMatchObject({ refusal: 'not-allowed' });
		expect(await db.read.$count(deletionRequests)).toBe(0);
		const both = await Promise.all([apply(recordingId), apply(recordingId)]);
		expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-open' });
	});
});
