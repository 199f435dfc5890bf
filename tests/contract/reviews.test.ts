import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { reviewContent } from '#lib/reviews/server/detail.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { reviewForReader } from '#lib/reviews/server/queries.ts';
import { nextTask } from '#lib/reviews/server/queue.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { acknowledgements, evidence, reviewAnswers, reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import { publishForm } from '#lib/rubric/server/publish.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, addRecording } from '../fixtures/example-centre.ts';
import {
	addPlay,
	addTask,
	aReviewContent,
	aReviewWithFindings,
	callAt,
	contextOf,
	reportCall,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';

describe('submitReview', () => {
	it('scores, locks, tells the agent, and leaves one entry in the chain', async () => {
		const db = await testDatabase();
		const { omar, lin, north, recordingId } = await reviewCentre(db);
		const assignmentId = await addTask(db, {
			recordingId,
			agent: lin,
			reviewer: omar,
			place: north
		});
		const context = contextOf(db, omar.actor);
		const content = aReviewWithFindings();
		await saveDraft(contextOf(db, omar.actor, callAt), { recordingId, version: 0, content });
		await addPlay(db, { recordingId, userId: omar.id, openedAt: callAt, ranges: [[0, 58_000]] });

		const outcome = await submitReview(context, { recordingId, content });
		if (!outcome.ok) throw new Error(outcome.refusal);
		const { reviewId, score } = outcome.value;
		expect(score).toMatchObject({ rawTenths: 847, outcome: 'failed', severe: ['invalid-promise'] });

		const review = await reviewForReader(db.read, lin.actor, reviewId);
		expect(review).toMatchObject({
			kind: 'spot-check',
			assignmentId,
			agentId: lin.id,
			reviewerId: omar.id,
			rawTenths: 847,
			outcome: 'failed',
			severe: ['invalid-promise'],
			comment: 'Read-back well done',
			startedAt: callAt,
			submittedAt: reviewedAt,
			heardMs: 60_000,
			coveredPermille: 667,
			spentMs: 120_000,
			acknowledgedAt: null
		});
		const [stored] = await db.read.select().from(reviews);
		expect(stored).toMatchObject({
			businessMonth: 202603,
			heard: [[0, 60_000]],
			teamId: north.teamId
		});
		const { answers, passages } = await reviewContent(db.read, reviewId, { withPrivate: true });
		expect(answers).toHaveLength(Object.keys(content.answers).length);
		expect(answers.find(({ itemKey }) => itemKey === 'greeting')).toMatchObject({
			answer: 'no',
			comment: 'Began without a greeting'
		});
		expect(passages.map(({ kind, itemKey, fromMs }) => [kind, itemKey, fromMs])).toEqual([
			['finding', 'greeting', 0],
			['highlight', null, 8000],
			['finding', 'no-invalid-promise', 41_000]
		]);

		expect(await db.read.$count(reviewDrafts)).toBe(0);
		const [recording] = await db.read.select().from(recordings);
		expect(recording?.reviewState).toBe('reviewed');
		const [notice] = await db.read.select().from(notifications);
		expect(notice).toMatchObject({
			userId: lin.id,
			kind: 'review-released',
			path: `/reviews/${reviewId}`
		});
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.subject, `review:${reviewId}`));
		expect(entries.map(({ kind, actor }) => [kind, actor])).toEqual([
			['review.submitted', omar.id]
		]);
		expect(entries[0]?.body).not.toContain('greeting');
	});

	it('is ad hoc without a task, also by the head', async () => {
		const db = await testDatabase();
		const { ana, recordingId } = await reviewCentre(db);
		await submitReview(contextOf(db, ana.actor), { recordingId, content: aReviewContent() });
		const [review] = await db.read.select().from(reviews);
		expect(review).toMatchObject({
			kind: 'ad-hoc',
			rawTenths: 1000,
			outcome: 'passed',
			severe: []
		});
	});

	it.each([
		['another team’s lead', 'sun', 'not-found'],
		['the agent of the call', 'lin', 'not-allowed'],
		['a colleague', 'wei', 'not-found'],
		['an auditor', 'auditor', 'not-allowed']
	] as const)('is refused to %s, without a trace', async (_who, name, refusal) => {
		const db = await testDatabase();
		const centre = await reviewCentre(db);
		const before = await db.read.$count(auditEntries);
		const request = { recordingId: centre.recordingId, content: aReviewContent() };
		const context = contextOf(db, centre[name].actor);
		expect(await submitReview(context, request)).toEqual({ ok: false, refusal });
		expect(await saveDraft(context, { ...request, version: 0 })).toEqual({ ok: false, refusal });
		expect(await db.read.$count(reviews)).toBe(0);
		expect(await db.read.$count(reviewDrafts)).toBe(0);
		expect(await db.read.$count(auditEntries)).toBe(before);
	});

	it.each(['administrator', 'technician'] as const)('is hidden from an %s', async (role) => {
		const db = await testDatabase();
		const { recordingId } = await reviewCentre(db);
		const { actor } = await addPerson(db, { staffNo: 'T1', role });
		expect(
			await submitReview(contextOf(db, actor), { recordingId, content: aReviewContent() })
		).toEqual({ ok: false, refusal: 'not-found' });
	});

	it('is refused for an own call whatever the role, in the code and in the database', async () => {
		const db = await testDatabase();
		const { omar, north, recordingId } = await reviewCentre(db);
		const own = await addRecording(db, { agentId: omar.id, place: north, startedAt: callAt });
		expect(
			await submitReview(contextOf(db, omar.actor), { recordingId: own, content: aReviewContent() })
		).toEqual({ ok: false, refusal: 'not-allowed' });
		await submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		const [row] = await db.read.select().from(reviews);
		const forced = db.tx((tx) =>
			tx.insert(reviews).values({ ...row!, id: newId(), recordingId: own, agentId: omar.id })
		);
		await expect(forced).rejects.toThrow();
	});

	it('refuses what has nobody, nothing to hear, or no rubric', async () => {
		const db = await testDatabase();
		const { omar, lin, north } = await reviewCentre(db);
		const submit = (recordingId: string) =>
			submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		const call = { place: north, startedAt: callAt };
		const nobody = await addRecording(db, { ...call, agentId: null });
		const empty = await addRecording(db, {
			...call,
			agentId: lin.id,
			verdict: 'empty',
			verdictReason: 'digital-silence'
		});
		const broken = await addRecording(db, { ...call, agentId: lin.id, verdict: 'unreadable' });
		expect(await submit(nobody)).toEqual({ ok: false, refusal: 'no-agent' });
		expect(await submit(empty)).toEqual({
			ok: false,
			refusal: 'nothing-to-hear',
			facts: { verdict: 'empty', reason: 'digital-silence' }
		});
		expect(await submit(broken)).toMatchObject({ ok: false, refusal: 'nothing-to-hear' });
		expect(await submit(newId())).toEqual({ ok: false, refusal: 'not-found' });
		expect(await submit('x')).toEqual({ ok: false, refusal: 'not-found' });
	});

	it('refuses an incomplete review and keeps the draft', async () => {
		const db = await testDatabase();
		const { omar, recordingId } = await reviewCentre(db);
		const context = contextOf(db, omar.actor);
		const content = aReviewContent({ greeting: { answer: 'no' } });
		await saveDraft(context, { recordingId, version: 0, content });
		expect(await submitReview(context, { recordingId, content })).toEqual({
			ok: false,
			refusal: 'incomplete',
			facts: { missing: 2 }
		});
		expect(await db.read.$count(reviewDrafts)).toBe(1);
	});

	it('lets one of two submits at the same moment win, and names the winner to the other', async () => {
		const db = await testDatabase();
		const { omar, north, recordingId } = await reviewCentre(db);
		const other = await addPerson(db, { staffNo: 'L3', role: 'team-lead', place: north });
		const submit = (actor: typeof omar.actor) =>
			submitReview(contextOf(db, actor), { recordingId, content: aReviewContent() });
		const outcomes = await Promise.all([
			submit(omar.actor),
			submit(omar.actor),
			submit(other.actor)
		]);
		const made = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.reviewId] : []));
		expect(new Set(made).size).toBe(1);
		for (const outcome of outcomes)
			if (!outcome.ok)
				expect(outcome).toEqual({
					ok: false,
					refusal: 'already-reviewed',
					facts: { by: expect.stringMatching(/^Person L/) as string, at: reviewedAt.toISOString() }
				});
		expect(made.length).toBeLessThan(3);
		expect(await db.read.$count(reviews)).toBe(1);
	});

	it('refuses somebody else’s task and a task of another recording', async () => {
		const db = await testDatabase();
		const { omar, sun, lin, north, recordingId } = await reviewCentre(db);
		const other = await addRecording(db, { agentId: lin.id, place: north, startedAt: callAt });
		const hers = await addTask(db, { recordingId, agent: lin, reviewer: sun, place: north });
		const elsewhere = await addTask(db, {
			recordingId: other,
			agent: lin,
			reviewer: omar,
			place: north
		});
		for (const assignmentId of [hers, elsewhere, newId(), 'x'])
			expect(
				await submitReview(contextOf(db, omar.actor), {
					recordingId,
					assignmentId,
					content: aReviewContent()
				})
			).toEqual({ ok: false, refusal: 'not-found' });
	});

	it('scores by the version that the draft began with', async () => {
		const db = await testDatabase();
		const { omar, ana, recordingId } = await reviewCentre(db);
		const context = contextOf(db, omar.actor);
		const began = (await rubricFor(db.read, reportCall))!;
		await saveDraft(context, { recordingId, version: 0, content: aReviewContent() });
		const longer = structuredClone(reportForm);
		longer.sections[0]!.items[0]!.key = 'hello';
		await db.tx((tx) => publishForm({ ...contextOf(db, ana.actor), tx }, 'report', longer));
		expect(await submitReview(context, { recordingId, content: aReviewContent() })).toMatchObject({
			ok: true
		});
		const [review] = await db.read.select().from(reviews);
		expect(review?.rubricVersionId).toBe(began.versionId);
	});

	it('can never be changed or removed afterwards', async () => {
		const db = await testDatabase();
		const { omar, lin, recordingId } = await reviewCentre(db);
		await submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewWithFindings() });
		const [review] = await db.read.select().from(reviews);
		await acknowledge(contextOf(db, lin.actor), review!.id, '');
		for (const change of [
			() => db.tx((tx) => tx.update(reviews).set({ rawTenths: 1000 })),
			() => db.tx((tx) => tx.update(reviewAnswers).set({ answer: 'yes' })),
			() => db.tx((tx) => tx.update(evidence).set({ fromMs: 1 })),
			() => db.tx((tx) => tx.delete(evidence)),
			() => db.tx((tx) => tx.delete(reviewAnswers)),
			() => db.tx((tx) => tx.update(acknowledgements).set({ comment: 'x' })),
			() => db.tx((tx) => tx.delete(acknowledgements))
		])
			await expect(change()).rejects.toSatisfy(isAppendOnlyViolation);
	});
});

describe('nextTask', () => {
	it('is the earliest open task, other than the one in hand', async () => {
		const db = await testDatabase();
		const { omar, lin, north, recordingId } = await reviewCentre(db);
		const later = await addRecording(db, { agentId: lin.id, place: north, startedAt: callAt });
		const task = { agent: lin, reviewer: omar, place: north };
		const first = await addTask(db, { ...task, recordingId });
		const second = await addTask(db, {
			...task,
			recordingId: later,
			dueAt: new Date('2026-03-03T10:00:00Z')
		});
		const at = contextOf(db, omar.actor);
		expect((await nextTask(at))?.id).toBe(first);
		expect((await nextTask(at, recordingId))?.id).toBe(second);
		await submitReview(at, { recordingId, content: aReviewContent() });
		expect((await nextTask(at))?.id).toBe(second);
		expect(await nextTask(at, later)).toBeUndefined();
	});

	it('is none of those due more than 92 days ago, which stand as missed duties', async () => {
		const db = await testDatabase();
		const { omar, lin, north, recordingId } = await reviewCentre(db);
		const dueAt = new Date('2026-03-02T10:00:00Z');
		await addTask(db, { agent: lin, reviewer: omar, place: north, recordingId, dueAt });
		const later = (days: number) =>
			contextOf(db, omar.actor, new Date(dueAt.getTime() + days * 86_400_000));
		expect(await nextTask(later(92))).toMatchObject({ recordingId });
		expect(await nextTask(later(93))).toBeUndefined();
	});
});
