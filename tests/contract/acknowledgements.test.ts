import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { reviewLapses } from '#lib/reviews/server/dispute-schema.ts';
import { setDisputeSettings } from '#lib/reviews/server/dispute-settings.ts';
import { lapseReviews, lapsesOf } from '#lib/reviews/server/lapses.ts';
import { myReview } from '#lib/reviews/server/my-review.ts';
import { reviewForReader } from '#lib/reviews/server/queries.ts';
import { addRecording, type Person } from '../fixtures/example-centre.ts';
import { disputeCentre, raise, rule } from '../fixtures/disputes.ts';
import { callAt, contextOf } from '../fixtures/reviews.ts';
import { at, check, failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

/** Released on Monday 2 March at 17:00: five working days later is the next Monday. */
const lapses = new Date('2026-03-09T09:00:00Z');
const before = (instant: Date) => new Date(instant.getTime() - 1);

const run = (db: Db, by: Person, now: Date) => lapseReviews(contextOf(db, by.actor, now));
const reminded = async (db: Db) =>
	(await db.read.select().from(notifications))
		.filter(({ kind }) => kind === 'review-lapse-soon')
		.map(({ userId }) => userId);

describe('a review without a word of its agent', () => {
	it('reminds one working day before, and lapses at the closing instant, each once', async () => {
		const db = await testDatabase();
		const { lin, ana, reviewId } = await disputeCentre(db);
		const friday = new Date('2026-03-06T09:00:00Z');
		expect(await run(db, ana, before(friday))).toEqual({ reminded: 0, lapsed: 0 });
		expect(await run(db, ana, friday)).toEqual({ reminded: 1, lapsed: 0 });
		await run(db, ana, before(lapses));
		expect(await reminded(db)).toEqual([lin.id]);
		expect(await lapsesOf(db.read, [reviewId])).toEqual({});
		expect(await run(db, ana, lapses)).toEqual({ reminded: 0, lapsed: 1 });
		expect(await run(db, ana, new Date('2026-03-20T09:00:00Z'))).toEqual({
			...{ reminded: 0, lapsed: 0 }
		});
		expect(await lapsesOf(db.read, [reviewId])).toEqual({ [reviewId]: lapses });
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.subject, `review:${reviewId}`));
		expect(entries.map(({ kind }) => kind)).toEqual(['review.submitted', 'review.lapsed']);
		await expect(db.tx((tx) => tx.delete(reviewLapses))).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('may still be acknowledged afterwards; the lapse stays beside it', async () => {
		const db = await testDatabase();
		const { lin, ana, reviewId } = await disputeCentre(db);
		await run(db, ana, lapses);
		const late = new Date('2026-03-12T01:00:00Z');
		expect(await acknowledge(contextOf(db, lin.actor, late), reviewId, 'Was ill')).toMatchObject({
			ok: true
		});
		expect(await reviewForReader(db.read, lin.actor, reviewId)).toMatchObject({
			...{ acknowledgedAt: late, acknowledgedWith: 'Was ill' }
		});
		expect(await lapsesOf(db.read, [reviewId])).toEqual({ [reviewId]: lapses });
	});

	it('does not lapse once it is acknowledged, disputed or revised; the revision has its own time', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, north, reviewId } = await disputeCentre(db, 'greeting');
		const call = (minutes: number) =>
			addRecording(db, {
				...{ agentId: lin.id, place: north },
				startedAt: new Date(callAt.getTime() + minutes * 60_000)
			});
		const seen = await review(db, { by: omar, recordingId: await call(1) });
		const disputed = await review(db, {
			...{ by: omar, recordingId: await call(2), content: failing('greeting') }
		});
		await acknowledge(contextOf(db, lin.actor, at(5)), seen, '');
		await raise(db, { by: lin, reviewId: disputed });
		const [id] = await raise(db, { by: lin, reviewId });
		const ruled = await rule(db, {
			...{ by: bo, disputeId: id!, now: new Date('2026-03-05T03:00:00Z') }
		});
		if (!ruled.ok) throw new Error(ruled.refusal);
		expect(await run(db, ana, lapses)).toEqual({ reminded: 0, lapsed: 0 });
		const revision = ruled.value.revisionId!;
		expect(await run(db, ana, new Date('2026-03-12T03:00:00Z'))).toMatchObject({ lapsed: 1 });
		expect(Object.keys(await lapsesOf(db.read, [seen, disputed, reviewId, revision]))).toEqual([
			revision
		]);
	});

	it('lapses after the days set', async () => {
		const db = await testDatabase();
		const { ana } = await disputeCentre(db);
		await setDisputeSettings(contextOf(db, ana.actor, at(0)), { lapseDays: 1 });
		expect(await run(db, ana, new Date('2026-03-03T08:59:59Z'))).toMatchObject({ lapsed: 0 });
		expect(await run(db, ana, new Date('2026-03-03T09:00:00Z'))).toMatchObject({ lapsed: 1 });
	});

	it('is the agent’s own to acknowledge, once, in the revision that stands', async () => {
		const db = await testDatabase();
		const { lin, wei, omar, ana, bo, reviewId } = await disputeCentre(db, 'greeting');
		const say = (by: Person, id = reviewId) => acknowledge(contextOf(db, by.actor, at(5)), id, '');
		expect(await say(wei)).toMatchObject({ refusal: 'not-found' });
		expect(await say(omar)).toMatchObject({ refusal: 'not-allowed' });
		expect(await say(ana)).toMatchObject({ refusal: 'not-allowed' });
		const [id] = await raise(db, { by: lin, reviewId });
		await rule(db, { by: bo, disputeId: id! });
		expect(await say(lin)).toMatchObject({ refusal: 'revised', facts: { by: 'Person H2' } });
	});
});

describe('what an agent reads beside an own review', () => {
	it('has the time left, own answers, the team’s median and the last reviews', async () => {
		const db = await testDatabase();
		const { lin, wei, hao, omar, north, recordingId, reviewId } = await disputeCentre(db);
		await check(db, { by: lin, recordingId });
		const mine = async (id: string) => {
			const context = contextOf(db, lin.actor, at(60));
			return myReview(context, (await reviewForReader(db.read, lin.actor, id))!);
		};
		expect(await mine(reviewId)).toMatchObject({
			...{ closesAt: new Date('2026-03-05T09:00:00Z'), leftMs: 71 * 3_600_000 },
			...{
				lapsesAt: lapses,
				disputable: expect.arrayContaining(['greeting', 'no-invalid-promise']) as string[]
			},
			...{ checked: { 'no-invalid-promise': 'yes' }, team: { n: 1, medianTenths: null } },
			trend: [{ id: reviewId }]
		});
		const others: string[] = [];
		for (const [n, agent] of [wei, hao, lin].entries()) {
			const startedAt = new Date(callAt.getTime() + (n + 1) * 60_000);
			const call = await addRecording(db, { agentId: agent.id, place: north, startedAt });
			others.push(await review(db, { by: omar, recordingId: call, now: at(20 + n) }));
		}
		const { team, trend } = await mine(others[2]!);
		expect(team).toMatchObject({ month: 202603, n: 4, medianTenths: 1000 });
		expect(trend.map(({ id }) => id)).toEqual([reviewId, others[2]]);
		await raise(db, { by: lin, reviewId });
		const { disputable } = await mine(reviewId);
		expect(disputable).toContain('no-invalid-promise');
		expect(disputable).not.toContain('greeting');
	});
});
