import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { calibrations, calibrationParticipants } from '#lib/reviews/server/calibration-schema.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { openCalibration } from '#lib/reviews/server/calibrations.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { reviewForReader, reviewPage } from '#lib/reviews/server/queries.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { ruleSecondReview } from '#lib/reviews/server/rule-second-review.ts';
import { secondReviewRulings } from '#lib/reviews/server/ruling-schema.ts';
import { secondReviewPage } from '#lib/reviews/server/second-review-page.ts';
import { actions } from '../../src/routes/reviews/[id]/second-review/+page.server.ts';
import { addPerson, type Person } from '../fixtures/example-centre.ts';
import { addTask, contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, check, failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const reason = 'Both passages are plain to hear';
const list = async (db: Db, by: Person, filter = {}) =>
	(await reviewPage(contextOf(db, by.actor), { filter })).rows.map(({ id }) => id);

/** Omar's spot check of Lin's call, and Ana's blind weekly audit still open on it. */
async function audited(db: Db) {
	const centre = await reviewCentre(db);
	const { omar, ana, lin, north, recordingId } = centre;
	const first = await review(db, { by: omar, recordingId, content: failing('greeting') });
	const task = { recordingId, agent: lin, reviewer: ana, place: north };
	const assignmentId = await addTask(db, {
		...task,
		kind: 'weekly-audit',
		rule: { blind: true }
	});
	const audit = () =>
		review(db, {
			...{ by: ana, recordingId, assignmentId, now: at(5) },
			content: failing('identity', 'no-invalid-promise')
		});
	return { ...centre, first, audit };
}

describe('a blind second review', () => {
	it('hides the first, its author and its figures on every path until it is in', async () => {
		const db = await testDatabase();
		const { ana, omar, lin, recordingId, first, audit } = await audited(db);
		const context = contextOf(db, ana.actor, at(4));
		expect(await list(db, ana)).toEqual([]);
		expect(await list(db, omar)).toEqual([first]);
		expect(await reviewPageData(context, first)).toBe('blind');
		expect(await secondReviewPage(context, first)).toMatchObject({ ok: false, refusal: 'blind' });
		const recording = await recordingPage(context, recordingId);
		expect(recording).toMatchObject({ reviews: [], checks: [] });
		expect(JSON.stringify(recording)).not.toContain('Person L1');
		const month = await agentMonthPage(context, 202603, lin.id);
		expect(month).toMatchObject({ reviews: [], lines: [], praise: [] });

		const second = await audit();
		expect((await list(db, ana)).sort()).toEqual([first, second].sort());
		expect(await list(db, ana, { second: true })).toEqual([second]);
		expect(await list(db, omar, { second: true })).toEqual([]);
		expect(await reviewPageData(contextOf(db, ana.actor, at(6)), second)).toMatchObject({
			second: { firstReviewer: 'Person L1', ruling: null, mayRule: true }
		});
	});

	it('and a review is hidden from its agent while their own check of the call is open', async () => {
		const db = await testDatabase();
		const { omar, lin, north, recordingId } = await reviewCentre(db);
		const own = { recordingId, agent: lin, reviewer: lin, place: north };
		await addTask(db, { ...own, kind: 'self-check' });
		const first = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const context = contextOf(db, lin.actor, at(1));
		expect(await reviewPageData(context, first)).toBe('check-open');
		expect(await list(db, lin)).toEqual([]);
		expect(await recordingPage(context, recordingId)).toMatchObject({ reviews: [] });
		await check(db, { by: lin, recordingId, now: at(2) });
		expect(await list(db, lin)).toEqual([first]);
		const data = await reviewPageData(contextOf(db, lin.actor, at(3)), first);
		expect(data).toMatchObject({ checks: [{ own: true, result: 'clean' }] });
	});
});

describe('ruleSecondReview', () => {
	it('corrects the first with the chosen answers, once, by the head alone', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, auditor, north, first, audit } = await audited(db);
		const second = await audit();
		const page = await secondReviewPage(contextOf(db, ana.actor, at(6)), second);
		if (!page.ok) throw new Error(page.refusal);
		const differing = page.value.lines.filter(({ differs }) => differs);
		expect(differing.map(({ item, deltaTenths }) => [item.key, deltaTenths])).toEqual([
			['greeting', 60],
			['identity', -50],
			['no-invalid-promise', -93]
		]);
		expect(page.value).toMatchObject({
			...{ mayRule: true, sameRubric: true, ruling: null },
			first: { reviewer: 'Person L1', outcome: 'passed' },
			review: { reviewer: 'Person H1', outcome: 'failed' }
		});
		const rule = (by: Person, over: object = {}) =>
			ruleSecondReview(contextOf(db, by.actor, at(10)), {
				...{ reviewId: second, firstReviewId: first, ruling: 'corrected', reason },
				...{ chosen: ['no-invalid-promise'], ...over }
			});
		for (const [by, refusal] of [
			[omar, 'not-allowed'],
			[lin, 'not-allowed'],
			[auditor, 'not-allowed'],
			[sun, 'not-found']
		] as const)
			expect(await rule(by)).toMatchObject({ ok: false, refusal });
		expect(await secondReviewPage(contextOf(db, lin.actor), second)).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await rule(ana, { reason: 'no' })).toMatchObject({ refusal: 'reason-too-short' });
		expect(await rule(ana, { chosen: [] })).toMatchObject({ refusal: 'nothing-changed' });
		expect(await rule(ana, { firstReviewId: second })).toMatchObject({ refusal: 'revised' });
		expect(await rule(ana, { reviewId: first })).toMatchObject({ refusal: 'not-found' });
		expect(await db.read.$count(secondReviewRulings)).toBe(0);

		const done = await rule(ana);
		if (!done.ok) throw new Error(done.refusal);
		const corrected = await reviewForReader(db.read, lin.actor, done.value.correctedId!);
		expect(corrected).toMatchObject({
			...{ reviewer: 'Person L1', revision: 2, acknowledgedAt: null },
			...{ outcome: 'failed', severe: ['invalid-promise'], rawTenths: 847 }
		});
		const data = await reviewPageData(contextOf(db, lin.actor, at(20)), corrected!.id);
		if (typeof data !== 'object') throw new Error(data);
		expect(data.history[1]).toMatchObject({ by: 'Person H1', cause: 'second-review', reason });
		expect(data.passages.map(({ itemKey }) => itemKey)).toEqual(['greeting', 'no-invalid-promise']);

		expect(await rule(ana)).toMatchObject({ refusal: 'already-ruled', facts: { by: 'Person H1' } });
		expect(await list(db, ana, { second: true })).toEqual([]);
		const after = await secondReviewPage(contextOf(db, ana.actor, at(20)), second);
		expect(after).toMatchObject({ value: { first: { id: first }, mayRule: false } });
		const head = await addPerson(db, { staffNo: 'H9', role: 'department-head', place: north });
		expect(await rule(head)).toMatchObject({ refusal: 'already-ruled' });
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.subject, `review:${second}`));
		expect(entries.map(({ kind }) => kind)).toEqual(['review.submitted', 'second-review.ruled']);
		await expect(
			db.tx((tx) => tx.update(secondReviewRulings).set({ ruling: 'confirmed' }))
		).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('confirms, or opens a calibration of both; a first review corrected since is looked at anew', async () => {
		const db = await testDatabase();
		const { ana, omar, first, audit } = await audited(db);
		const second = await audit();
		const outcome = await correctReview(contextOf(db, omar.actor, at(7)), {
			...{ reviewId: first, content: failing('identity'), reason, cause: 'correction' }
		});
		if (!outcome.ok) throw new Error(outcome.refusal);
		const rule = (over: object) =>
			ruleSecondReview(contextOf(db, ana.actor, at(10)), {
				...{ reviewId: second, firstReviewId: first, ruling: 'confirmed', reason: '' },
				...over
			});
		expect(await rule({})).toMatchObject({ refusal: 'revised', facts: { by: 'Person L1' } });
		const firstReviewId = outcome.value.reviewId;
		const session = { title: '', deadline: at(60 * 24) };
		const sent = { firstReviewId, ruling: 'calibration', reason, session };
		expect(await rule(sent)).toMatchObject({ refusal: 'title-missing' });
		expect(await db.read.$count(calibrations)).toBe(0);
		const body = new FormData();
		const given = { first: firstReviewId, reason, title: 'Lin, 1 March', deadline: '2026-03-09' };
		for (const [name, value] of Object.entries(given)) body.set(name, value);
		const request = new Request('http://here', { method: 'POST', body });
		const locals = contextOf(db, ana.actor, at(10));
		await expect(
			Promise.resolve(actions.calibration!({ locals, params: { id: second }, request } as never))
		).rejects.toMatchObject({ status: 303, location: expect.stringMatching(/^\/calibrations\//) });
		expect(await db.read.$count(calibrations)).toBe(1);
		const people = await db.read.select().from(calibrationParticipants);
		expect(people.map(({ userId }) => userId).sort()).toEqual([ana.id, omar.id].sort());
		const [ruling] = await db.read.select().from(secondReviewRulings);
		expect(ruling).toMatchObject({ reviewId: second, firstReviewId, ruling: 'calibration' });
		expect(await rule({ firstReviewId })).toMatchObject({ refusal: 'already-ruled' });
	});

	it('waits while the head has still to score the call in a calibration', async () => {
		const db = await testDatabase();
		const { ana, omar, recordingId, first, audit } = await audited(db);
		const second = await audit();
		const { rubricVersionId } = (await reviewForReader(db.read, ana.actor, second))!;
		const opened = await openCalibration(contextOf(db, ana.actor, at(6)), {
			...{ title: 'Promises', recordingIds: [recordingId], participantIds: [ana.id, omar.id] },
			...{ expertId: null, deadline: at(20), rubricVersionId }
		});
		expect(opened.ok).toBe(true);
		const tried = async (now: Date) => {
			const context = contextOf(db, ana.actor, now);
			const page = await secondReviewPage(context, second);
			const asked = { reviewId: second, firstReviewId: first, ruling: 'confirmed' as const };
			const ruled = await ruleSecondReview(context, { ...asked, reason: '' });
			return [page.ok || page.refusal, ruled.ok || ruled.refusal];
		};
		expect(await tried(at(10))).toEqual(['blind', 'not-found']);
		expect(await tried(at(20))).toEqual([true, true]);
	});
});
