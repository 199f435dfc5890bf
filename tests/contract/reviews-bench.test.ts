import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { ensureStandardPhrases } from '#lib/rubric/server/phrase-commands.ts';
import { systemActor } from '#lib/people/role.ts';
import { submittedBench } from '#lib/reviews/server/submitted-bench.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { workbenchOf } from '#lib/reviews/server/workbench.ts';
import { addRecording } from '../fixtures/example-centre.ts';
import {
	addTask,
	aReviewWithFindings,
	callAt,
	contextOf,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

const later = new Date(reviewedAt.getTime() + 3_600_000);

/** Two calls of one agent: the lead has reviewed the first, the second is drawn for lead and head. */
async function centreWithTwoCalls() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	await ensureStandardPhrases(contextOf(db, systemActor('set-up'), callAt));
	const { lin, omar, ana, north, recordingId: first } = centre;
	const second = await addRecording(db, { agentId: lin.id, place: north, startedAt: callAt });
	await db.tx(async (tx) => {
		const [{ callId } = { callId: '' }] = await tx
			.select({ callId: recordings.callId })
			.from(recordings)
			.where(eq(recordings.id, second));
		const attributes = { workOrder: 'GD-0412', orderPhone: '13812348000', 'name.site': 'A' };
		await tx.update(calls).set({ attributes }).where(eq(calls.id, callId));
	});
	const common = { agent: lin, place: north };
	await addTask(db, { ...common, recordingId: first, reviewer: omar });
	await addTask(db, { ...common, recordingId: second, reviewer: omar });
	const rule = { blind: true };
	await addTask(db, {
		...common,
		...{ recordingId: second, reviewer: ana, kind: 'weekly-audit', rule }
	});
	const done = await submitReview(contextOf(db, omar.actor), {
		recordingId: first,
		content: aReviewWithFindings()
	});
	if (!done.ok) throw new Error(done.refusal);
	return { db, ...centre, first, second, reviewId: done.value.reviewId };
}

describe('the bench', () => {
	it('shows the work order, the phrases of the day, and earlier reviews of other calls', async () => {
		const { db, omar, second, reviewId } = await centreWithTwoCalls();
		const opened = await workbenchOf(contextOf(db, omar.actor, later), { recordingId: second });
		if (!opened.ok) throw new Error(opened.refusal);
		const { call, history, phrases } = opened.value;
		expect(call.order).toEqual({
			number: 'GD-0412',
			address: null,
			phone: '138****8000',
			station: null
		});
		expect(history).toMatchObject([{ id: reviewId, revision: 1, reviewer: 'Person L1' }]);
		expect(JSON.stringify(phrases)).toContain(call.staffNo);
		expect('checks' in opened.value).toBe(false);
	});

	it('shows nothing of who it is in a blind task', async () => {
		const { db, ana, lin, second } = await centreWithTwoCalls();
		const opened = await workbenchOf(contextOf(db, ana.actor, later), { recordingId: second });
		if (!opened.ok) throw new Error(opened.refusal);
		expect('history' in opened.value).toBe(false);
		const { call, phrases, agentNumber } = opened.value;
		expect(call).toMatchObject({ agent: null, staffNo: null });
		expect(agentNumber).toBe(1);
		expect(JSON.stringify(phrases)).not.toContain(lin.staffNo);
		expect(JSON.stringify(opened.value)).not.toContain(lin.id);
	});

	it('is read again by who submitted it, and by nobody else', async () => {
		const { db, omar, sun, lin, first, second, reviewId } = await centreWithTwoCalls();
		const read = await submittedBench(contextOf(db, omar.actor, later), first);
		expect(read).toMatchObject({ submitted: { id: reviewId, at: reviewedAt }, checks: [] });
		expect(read!.draft.content.answers.greeting).toMatchObject({ answer: 'no' });
		expect(await submittedBench(contextOf(db, omar.actor, later), second)).toBeUndefined();
		for (const person of [sun, lin])
			expect(await submittedBench(contextOf(db, person.actor, later), first)).toBeUndefined();
		expect(await submittedBench(contextOf(db, omar.actor, later), 'x\u0000')).toBeUndefined();
	});
});
