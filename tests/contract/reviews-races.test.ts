import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { draftOf, ownDraft } from '#lib/reviews/server/draft-rows.ts';
import { discardDraft, saveDraft } from '#lib/reviews/server/drafts.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { eq } from 'drizzle-orm';
import { testDatabase } from '../support/database.ts';
import { addPerson, addRecording, type Person } from '../fixtures/example-centre.ts';
import {
	aReviewContent,
	callAt,
	contextOf,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';

const RACES = 200;

const submitted = (db: Db, person: Person, recordingId: string, comment = person.staffNo) =>
	submitReview(contextOf(db, person.actor), {
		recordingId,
		content: aReviewContent({}, { comment })
	});

async function twoLeads() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const other = await addPerson(db, { staffNo: 'L3', role: 'team-lead', place: centre.north });
	return { db, other, ...centre };
}

describe('two reviewers of one call', () => {
	it(`of whom one submits first, ${RACES} times: the other is told who, and loses no word`, async () => {
		const { db, omar, other, lin, north } = await twoLeads();
		for (let race = 0; race < RACES; race++) {
			const recordingId = await addRecording(db, {
				agentId: lin.id,
				place: north,
				startedAt: callAt
			});
			const racers = race % 2 ? [omar, other] : [other, omar];
			// Half of them had saved something before.
			if (race % 4 < 2)
				await saveDraft(contextOf(db, racers[1]!.actor), {
					recordingId,
					version: 0,
					content: aReviewContent({}, { comment: 'earlier' })
				});
			let release = () => {};
			const barrier = new Promise<void>((resolve) => (release = resolve));
			const runs = racers.map(async (racer) => {
				await barrier;
				return submitted(db, racer, recordingId);
			});
			release();
			const outcomes = await Promise.all(runs);
			const winner = racers[outcomes.findIndex(({ ok }) => ok)]!;
			const loser = racers.find((racer) => racer !== winner)!;
			expect(outcomes.filter(({ ok }) => !ok)).toEqual([
				{
					ok: false,
					refusal: 'already-reviewed',
					facts: { by: `Person ${winner.staffNo}`, at: reviewedAt.toISOString() }
				}
			]);
			const kept = await draftOf(db.read, recordingId, loser.id);
			expect(kept?.content.comment).toBe(loser.staffNo);
			expect(await draftOf(db.read, recordingId, winner.id)).toBeUndefined();
		}
		expect(await db.read.$count(reviews)).toBe(RACES);
	}, 60_000);

	it('keeps what the slower one was still typing, until it is discarded', async () => {
		const { db, omar, other, ana, lin, recordingId } = await twoLeads();
		const slower = contextOf(db, other.actor);
		await submitted(db, omar, recordingId);
		const content = aReviewContent({}, { comment: 'still typing' });
		expect(await saveDraft(slower, { recordingId, version: 0, content })).toMatchObject({
			ok: false,
			refusal: 'already-reviewed',
			facts: { by: 'Person L1' }
		});
		expect((await ownDraft(slower, recordingId))?.content).toEqual(content);
		for (const { actor } of [omar, ana, lin])
			expect(await ownDraft(contextOf(db, actor), recordingId)).toBeUndefined();
		const moved = { ...other.actor, grants: [] };
		expect(await ownDraft(contextOf(db, moved), recordingId)).toBeUndefined();

		const discarded = () => db.read.$count(auditEntries, eq(auditEntries.kind, 'draft.discarded'));
		expect(await discardDraft(contextOf(db, ana.actor), { recordingId })).toEqual({
			ok: true,
			value: { discarded: false }
		});
		expect(await discarded()).toBe(0);
		expect(await discardDraft(slower, { recordingId: 'x' })).toMatchObject({
			value: { discarded: false }
		});
		for (const gone of [true, false])
			expect(await discardDraft(slower, { recordingId })).toEqual({
				ok: true,
				value: { discarded: gone }
			});
		expect(await discarded()).toBe(1);
		expect(await db.read.$count(reviewDrafts)).toBe(0);
	});
});

describe('the same review sent again', () => {
	it('gets the same answer and makes nothing twice; another text is refused', async () => {
		const { db, omar, recordingId } = await twoLeads();
		const both = await Promise.all([
			submitted(db, omar, recordingId),
			submitted(db, omar, recordingId)
		]);
		expect(both[0]).toMatchObject({ ok: true, value: { score: { rawTenths: 1000 } } });
		expect(both[1]).toEqual(both[0]);
		const entries = await db.read.$count(auditEntries);
		expect(await submitted(db, omar, recordingId)).toEqual(both[0]);
		expect(await db.read.$count(auditEntries)).toBe(entries);
		expect(await submitted(db, omar, recordingId, 'something else')).toMatchObject({
			ok: false,
			refusal: 'already-reviewed'
		});
		expect(await db.read.$count(reviews)).toBe(1);
	});
});
