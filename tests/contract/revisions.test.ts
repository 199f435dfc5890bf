import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { correctionBench } from '#lib/reviews/server/correction-page.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { evidence, reviewAnswers, reviews } from '#lib/reviews/server/schema.ts';
import { addPerson, zone, type Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const reason = 'The caller had given the address before';

const correct = (db: Db, by: Person, reviewId: string, over: object = {}) =>
	correctReview(contextOf(db, by.actor, at(10)), {
		...{ reviewId, content: flawless(), reason, cause: 'correction' },
		...over
	});

async function corrected(db: Db, by: Person, reviewId: string, over: object = {}) {
	const outcome = await correct(db, by, reviewId, over);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.reviewId;
}

async function shown(db: Db, by: Person, reviewId: string) {
	const data = await reviewPageData(contextOf(db, by.actor, at(60)), reviewId);
	if (!data || typeof data === 'string') throw new Error(String(data));
	return data;
}

describe('correctReview', () => {
	it('makes a further revision that counts, and keeps the first as it was', async () => {
		const db = await testDatabase();
		const { omar, ana, lin, auditor, recordingId } = await reviewCentre(db);
		const content = failing('greeting', 'no-invalid-promise');
		content.privateComment = 'For the leads';
		const first = await review(db, { by: omar, recordingId, content });
		await acknowledge(contextOf(db, lin.actor, at(1)), first, 'Seen');
		const again = failing('greeting');
		const second = await corrected(db, omar, first, { content: again });

		const rows = await db.read.select().from(reviews).orderBy(reviews.revision);
		expect(rows.map(({ id, revision, revises }) => [id, revision, revises])).toEqual([
			[first, 1, null],
			[second, 2, first]
		]);
		expect(rows[1]).toMatchObject({
			...{ reviewerId: omar.id, revisedBy: omar.id, revisionCause: 'correction' },
			...{ revisionReason: reason, assignmentId: null, severe: [], outcome: 'passed' },
			...{ businessMonth: rows[0]!.businessMonth, rubricVersionId: rows[0]!.rubricVersionId }
		});
		expect(rows[0]).toMatchObject({ severe: ['invalid-promise'], outcome: 'failed' });

		for (const actor of [omar.actor, ana.actor, lin.actor, auditor.actor]) {
			const page = await reviewPage(contextOf(db, actor), { filter: {} });
			expect(page.rows.map(({ id }) => id)).toEqual([second]);
		}
		const waiting = await reviewPage(contextOf(db, lin.actor), { filter: { acknowledged: false } });
		expect(waiting.rows).toHaveLength(1);
		const month = await assessMonth(db.read, { month: 202603, zone, agentIds: [lin.id] });
		expect(month.agents[0]).toMatchObject({ reviews: 1, severe: 0 });

		const old = await acknowledge(contextOf(db, lin.actor, at(20)), first, '');
		expect(old.ok).toBe(false);
		expect(await acknowledge(contextOf(db, lin.actor, at(20)), second, '')).toMatchObject({
			ok: true
		});

		const page = await shown(db, lin, first);
		expect(page.newest).toMatchObject({ id: second, by: 'Person L1' });
		expect(page.history.map(({ revision, reason: why }) => [revision, why])).toEqual([
			[1, null],
			[2, reason]
		]);
		expect(page.history[1]!.changes.map(({ itemKey }) => itemKey)).toEqual(['no-invalid-promise']);
		expect(JSON.stringify(page)).not.toContain('For the leads');
		const lead = await shown(db, omar, second);
		expect(JSON.stringify(lead)).toContain('For the leads');
		expect(lead).toMatchObject({ newest: null, mayCorrect: true });

		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.subject, `review:${second}`));
		expect(entries.map(({ kind }) => kind)).toEqual(['review.corrected', 'review.acknowledged']);
		expect(entries[0]!.body).toContain('"changed":["no-invalid-promise",null]');
		expect(entries[0]!.body).not.toContain('Wrong:');
		const told = await db.read.select().from(notifications);
		expect(told.map(({ kind, userId, path }) => [kind, userId, path])).toContainEqual([
			...['review-corrected', lin.id, `/reviews/${second}`]
		]);
	});

	it('is refused without a reason, without a change, when another stands, and to all others', async () => {
		const db = await testDatabase();
		const { omar, sun, lin, wei, ana, auditor, north, recordingId } = await reviewCentre(db);
		const colleague = await addPerson(db, { staffNo: 'L9', role: 'team-lead', place: north });
		const first = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const refusal = async (by: Person, over: object = {}, id = first) => {
			const outcome = await correct(db, by, id, over);
			return outcome.ok ? 'accepted' : outcome.refusal;
		};
		expect(await refusal(omar, { reason: '... ... too few!' })).toBe('reason-too-short');
		expect(await refusal(omar, { content: failing('greeting') })).toBe('nothing-changed');
		const missing = failing('greeting');
		missing.answers.greeting!.comment = '';
		expect(await refusal(omar, { content: missing })).toBe('incomplete');
		for (const [by, why] of [
			[colleague, 'not-allowed'],
			[lin, 'not-allowed'],
			[auditor, 'not-allowed'],
			[sun, 'not-found'],
			[wei, 'not-found']
		] as const) {
			expect(await refusal(by)).toBe(why);
			const bench = await correctionBench(contextOf(db, by.actor), first);
			expect(bench).toMatchObject({ ok: false, refusal: why });
		}
		for (const id of ['nonsense', '\u0000', first.replace(/.$/, (c) => (c === '0' ? '1' : '0'))])
			expect(await refusal(ana, {}, id)).toBe('not-found');
		expect(await db.read.$count(reviews)).toBe(1);

		await corrected(db, ana, first);
		const late = await correct(db, omar, first);
		expect(late).toMatchObject({ ok: false, refusal: 'revised', facts: { by: 'Person H1' } });
	});

	it('lets one of two at the same moment win', async () => {
		const db = await testDatabase();
		const { omar, ana, recordingId } = await reviewCentre(db);
		const first = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const both = await Promise.all([correct(db, omar, first), correct(db, ana, first)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'revised' });
		expect(await db.read.$count(reviews)).toBe(2);
	});

	it('can never be changed or removed afterwards', async () => {
		const db = await testDatabase();
		const { omar, recordingId } = await reviewCentre(db);
		const first = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const second = await corrected(db, omar, first, { content: failing('identity') });
		const attempts = [
			() => db.tx((tx) => tx.update(reviews).set({ rawTenths: 1 }).where(eq(reviews.id, second))),
			() => db.tx((tx) => tx.delete(reviews).where(eq(reviews.id, first))),
			() => db.tx((tx) => tx.delete(reviewAnswers).where(eq(reviewAnswers.reviewId, second))),
			() =>
				db.tx((tx) => tx.update(evidence).set({ note: 'x' }).where(eq(evidence.reviewId, second)))
		];
		for (const attempt of attempts)
			await expect(attempt()).rejects.toSatisfy(isAppendOnlyViolation);
	});
});
