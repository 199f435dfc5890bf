import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { emptyDraft } from '#lib/reviews/draft.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { draftOf } from '#lib/reviews/server/draft-rows.ts';
import { saveDraft, startDraft } from '#lib/reviews/server/drafts.ts';
import { reviewForReader, reviewPage, reviewsOfRecording } from '#lib/reviews/server/queries.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { acknowledgements, reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, addRecording } from '../fixtures/example-centre.ts';
import {
	aReviewContent,
	callAt,
	contextOf,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';

describe('a draft', () => {
	it('is one per reviewer and recording, audited when it begins, saved whole by version', async () => {
		const db = await testDatabase();
		const { omar, recordingId } = await reviewCentre(db);
		const context = contextOf(db, omar.actor);
		const started = await startDraft(context, { recordingId });
		expect(await startDraft(context, { recordingId })).toEqual(started);
		const content = { ...emptyDraft(), comment: 'so far' };
		expect(await saveDraft(context, { recordingId, version: 1, content })).toMatchObject({
			ok: true,
			value: { version: 2, savedAt: reviewedAt }
		});
		expect((await draftOf(db.read, recordingId, omar.id))?.content).toEqual(content);
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'draft.started'))).toBe(1);
	});

	it('refuses a save made from an older version and keeps the newer text', async () => {
		const db = await testDatabase();
		const { omar, recordingId } = await reviewCentre(db);
		const save = (version: number, comment: string) =>
			saveDraft(contextOf(db, omar.actor), {
				recordingId,
				version,
				content: { ...emptyDraft(), comment }
			});
		await save(0, 'first');
		const outcomes = await Promise.all([save(1, 'this tab'), save(1, 'the other tab')]);
		expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
		expect(await save(0, 'a third')).toEqual({
			ok: false,
			refusal: 'stale-draft',
			facts: { version: 2 }
		});
		expect((await draftOf(db.read, recordingId, omar.id))?.content.comment).not.toBe('a third');
		expect(
			await submitReview(contextOf(db, omar.actor), {
				recordingId,
				version: 1,
				content: aReviewContent()
			})
		).toMatchObject({ ok: false, refusal: 'stale-draft' });
	});

	it('is seen by nobody else and counts nowhere', async () => {
		const db = await testDatabase();
		const { omar, ana, lin, auditor, recordingId } = await reviewCentre(db);
		await saveDraft(contextOf(db, omar.actor), {
			recordingId,
			version: 0,
			content: aReviewContent()
		});
		for (const { id, actor } of [omar, ana, lin, auditor]) {
			expect(await reviewsOfRecording(db.read, actor, recordingId)).toEqual([]);
			expect((await reviewPage(contextOf(db, actor), { filter: {} })).rows).toEqual([]);
			if (id !== omar.id) expect(await draftOf(db.read, recordingId, id)).toBeUndefined();
		}
	});

	it('refuses a lead who lost the call, and everybody once it is reviewed', async () => {
		const db = await testDatabase();
		const { omar, sun, recordingId } = await reviewCentre(db);
		const context = contextOf(db, omar.actor);
		await saveDraft(context, { recordingId, version: 0, content: emptyDraft() });
		const moved = { ...omar.actor, grants: sun.actor.grants };
		expect(
			await saveDraft(contextOf(db, moved), { recordingId, version: 1, content: emptyDraft() })
		).toEqual({ ok: false, refusal: 'not-found' });
		await submitReview(context, { recordingId, content: aReviewContent() });
		expect(await db.read.$count(reviewDrafts)).toBe(0);
		expect(
			await saveDraft(context, { recordingId, version: 0, content: emptyDraft() })
		).toMatchObject({ ok: false, refusal: 'already-reviewed' });
	});
});

async function reviewed() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const outcome = await submitReview(contextOf(db, centre.omar.actor), {
		recordingId: centre.recordingId,
		content: aReviewContent()
	});
	if (!outcome.ok) throw new Error(outcome.refusal);
	return { db, ...centre, reviewId: outcome.value.reviewId };
}

describe('a submitted review', () => {
	it.each([
		['lin', true],
		['omar', true],
		['ana', true],
		['auditor', true],
		['sun', false],
		['wei', false],
		['hao', false]
	] as const)('%s may read it: %s', async (name, readable) => {
		const { db, reviewId, recordingId, ...centre } = await reviewed();
		const { actor } = centre[name];
		expect((await reviewForReader(db.read, actor, reviewId)) !== undefined).toBe(readable);
		expect(await reviewsOfRecording(db.read, actor, recordingId)).toHaveLength(readable ? 1 : 0);
		expect((await reviewPage(contextOf(db, actor), { filter: {} })).rows).toHaveLength(
			readable ? 1 : 0
		);
	});

	it.each(['administrator', 'technician'] as const)('is hidden from an %s', async (role) => {
		const { db, reviewId } = await reviewed();
		const { actor } = await addPerson(db, { staffNo: 'T1', role });
		expect(await reviewForReader(db.read, actor, reviewId)).toBeUndefined();
		expect((await reviewPage(contextOf(db, actor), { filter: {} })).rows).toEqual([]);
		expect(await acknowledge(contextOf(db, actor), reviewId, '')).toEqual({
			ok: false,
			refusal: 'not-found'
		});
	});

	it('is acknowledged by its agent once, in the chain', async () => {
		const { db, lin, reviewId } = await reviewed();
		const later = new Date('2026-03-02T12:00:00Z');
		const context = contextOf(db, lin.actor, later);
		expect(await acknowledge(context, reviewId, ' Understood ')).toEqual({
			ok: true,
			value: { at: later }
		});
		expect(await acknowledge(context, reviewId, 'again')).toEqual({
			ok: false,
			refusal: 'already-acknowledged',
			facts: { at: later.toISOString() }
		});
		expect(await reviewForReader(db.read, lin.actor, reviewId)).toMatchObject({
			acknowledgedAt: later,
			acknowledgedWith: 'Understood'
		});
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'review.acknowledged'))).toBe(
			1
		);
	});

	it.each([
		['omar', 'not-allowed'],
		['ana', 'not-allowed'],
		['auditor', 'not-allowed'],
		['sun', 'not-found'],
		['wei', 'not-found']
	] as const)('is not acknowledged by %s: %s', async (name, refusal) => {
		const { db, reviewId, ...centre } = await reviewed();
		expect(await acknowledge(contextOf(db, centre[name].actor), reviewId, '')).toEqual({
			ok: false,
			refusal
		});
		expect(await db.read.$count(acknowledgements)).toBe(0);
	});

	it('unknown or malformed ids are not found', async () => {
		const { db, lin } = await reviewed();
		for (const id of [newId(), 'x', ''])
			expect(await acknowledge(contextOf(db, lin.actor), id, '')).toEqual({
				ok: false,
				refusal: 'not-found'
			});
	});
});

describe('reviewPage', () => {
	it('pages by time and id without gaps or doubles, and filters', async () => {
		const { db, omar, lin, wei, north } = await reviewed();
		for (let n = 0; n < 6; n++) {
			const recordingId = await addRecording(db, {
				agentId: n % 2 ? wei.id : lin.id,
				place: north,
				startedAt: callAt
			});
			// Two and two at the same instant: the id breaks the tie.
			const at = new Date(reviewedAt.getTime() + Math.floor(n / 2) * 1000);
			await submitReview(contextOf(db, omar.actor, at), { recordingId, content: aReviewContent() });
		}
		const seen: string[] = [];
		let after: Awaited<ReturnType<typeof reviewPage>>['next'];
		do {
			const page = await reviewPage(contextOf(db, omar.actor), { filter: {}, after, limit: 2 });
			seen.push(...page.rows.map((row) => row.id));
			after = page.next;
		} while (after);
		expect(seen).toHaveLength(7);
		expect(new Set(seen).size).toBe(7);
		expect(seen).toHaveLength(await db.read.$count(reviews));

		const count = async (filter: Parameters<typeof reviewPage>[1]['filter']) =>
			(await reviewPage(contextOf(db, omar.actor), { filter })).rows.length;
		expect(await count({ staffNo: wei.staffNo })).toBe(3);
		expect(await count({ agentId: wei.id })).toBe(3);
		expect(await count({ month: 202603 })).toBe(7);
		expect(await count({ month: 202602 })).toBe(0);
		expect(await count({ outcome: 'failed' })).toBe(0);
		expect(await count({ acknowledged: false })).toBe(7);
		expect(await count({ acknowledged: true })).toBe(0);
	});
});
