import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { calendarDays } from '#lib/calendar/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { replyToDispute, withdrawDispute } from '#lib/reviews/server/dispute-answers.ts';
import {
	disputeReplies,
	disputes,
	disputeWithdrawals
} from '#lib/reviews/server/dispute-schema.ts';
import { setDisputeSettings } from '#lib/reviews/server/dispute-settings.ts';
import { disputeSubject } from '#lib/reviews/server/dispute-subject.ts';
import { openDisputes } from '#lib/reviews/server/rulings-of-month.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { claim, disputeCentre, raise, rule, tryRaise, why } from '../fixtures/disputes.ts';
import { contextOf } from '../fixtures/reviews.ts';
import { at, failing } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

/** The review was released on Monday 2 March at 17:00: three working days later is Thursday. */
const closes = new Date('2026-03-05T09:00:00Z');
const before = (instant: Date) => new Date(instant.getTime() - 1);
const month = 202603;

const kindsOf = async (db: Db, subject: string) =>
	(await db.read.select().from(auditEntries).where(eq(auditEntries.subject, subject))).map(
		({ kind }) => kind
	);
const told = async (db: Db, kind: string) =>
	(await db.read.select().from(notifications))
		.filter((notice) => notice.kind === kind)
		.map(({ userId }) => userId)
		.sort();
const ids = (...people: Person[]) => people.map(({ id }) => id).sort();

describe('raiseDisputes', () => {
	it('raises items one by one, tells the reviewer and the heads, and makes their lines disputed', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, recordingId, reviewId } = await disputeCentre(db);
		const claims = [claim('greeting'), claim('no-invalid-promise', { atMs: null })];
		const raised = await raise(db, { by: lin, reviewId, claims });
		expect(raised).toHaveLength(2);
		const rows = await db.read.select().from(disputes);
		expect(rows).toMatchObject([
			{ itemKey: 'greeting', instance: 1, proposed: 'yes', atMs: 2000, closesAt: closes },
			{ itemKey: 'no-invalid-promise', agentId: lin.id, recordingId, atMs: null }
		]);
		expect(await told(db, 'dispute-raised')).toEqual(ids(omar, ana, bo));
		expect(await kindsOf(db, `dispute:${raised[1]}`)).toEqual(['dispute.raised']);
		const open = await openDisputes(db.read, { month, agentIds: [lin.id] });
		expect(open.map(({ itemKey }) => itemKey).sort()).toEqual(['greeting', 'no-invalid-promise']);
		const lines = await standingLines(db.read, { month, agentIds: [lin.id] });
		expect(lines.find(({ kind }) => kind === 'severe-item')).toMatchObject({ state: 'disputed' });
	});

	it('is refused at the closing instant and after it, never before', async () => {
		const db = await testDatabase();
		const { lin, reviewId } = await disputeCentre(db);
		const late = { by: lin, reviewId };
		expect(await tryRaise(db, { ...late, now: closes })).toEqual({
			...{ ok: false, refusal: 'window-closed' },
			facts: { at: closes.toISOString() }
		});
		expect(await db.read.$count(disputes)).toBe(0);
		expect(await tryRaise(db, { ...late, now: before(closes) })).toMatchObject({ ok: true });
	});

	it('counts the centre’s working days and the window set', async () => {
		const db = await testDatabase();
		const { lin, ana, reviewId } = await disputeCentre(db);
		const day = (named: number, kind: 'holiday' | 'working') => ({
			...{ day: named, kind, name: 'Test' },
			...{ changedAt: at(0), changedBy: ana.id }
		});
		await db.tx((tx) =>
			tx
				.insert(calendarDays)
				.values([
					day(20_260_304, 'holiday'),
					day(20_260_306, 'holiday'),
					day(20_260_307, 'working')
				])
		);
		const closesAt = async () => {
			const subject = await disputeSubject(db.read, contextOf(db, lin.actor, at(1)), reviewId);
			return subject.ok ? subject.value.disputable.closesAt : subject.refusal;
		};
		expect(await closesAt()).toEqual(new Date('2026-03-07T09:00:00Z'));
		await setDisputeSettings(contextOf(db, ana.actor, at(0)), { windowDays: 1 });
		expect(await closesAt()).toEqual(new Date('2026-03-03T09:00:00Z'));
		const now = new Date('2026-03-03T09:00:00Z');
		expect(await tryRaise(db, { by: lin, reviewId, now })).toMatchObject({
			refusal: 'window-closed'
		});
	});

	it('is the agent’s of the call alone', async () => {
		const db = await testDatabase();
		const { omar, ana, sun, wei, hao, auditor, reviewId } = await disputeCentre(db);
		for (const [by, refusal] of [
			[wei, 'not-found'],
			[hao, 'not-found'],
			[sun, 'not-found'],
			[omar, 'not-allowed'],
			[ana, 'not-allowed'],
			[auditor, 'not-allowed']
		] as const)
			expect(await tryRaise(db, { by, reviewId })).toMatchObject({ ok: false, refusal });
		expect(await db.read.$count(disputes)).toBe(0);
	});

	it.each([
		['nothing-disputed', []],
		['not-disputable', [claim('identity')]],
		['not-disputable', [claim('no-such-item')]],
		['reason-too-short', [claim('greeting', { reason: ' … no!  ' })]],
		['not-an-answer', [claim('greeting', { proposed: 'maybe' })]],
		['not-an-answer', [claim('greeting', { proposed: undefined })]],
		['same-answer', [claim('greeting', { proposed: 'no' })]],
		['outside-recording', [claim('greeting', { atMs: 90_001 })]],
		['already-disputed', [claim('no-invalid-promise')]]
	])('refuses with %s and raises none of them', async (refusal, claims) => {
		const db = await testDatabase();
		const { lin, reviewId } = await disputeCentre(db);
		await raise(db, { by: lin, reviewId, claims: [claim('no-invalid-promise')] });
		const outcome = await tryRaise(db, { by: lin, reviewId, claims });
		expect(outcome).toMatchObject({ ok: false, refusal });
		expect(await db.read.$count(disputes)).toBe(1);
	});

	it('is once for a revision, also of two at the same time; a later revision may be disputed again', async () => {
		const db = await testDatabase();
		const { lin, omar, reviewId } = await disputeCentre(db);
		const both = await Promise.all([1, 2].map(() => tryRaise(db, { by: lin, reviewId })));
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		const [row] = await db.read.select().from(disputes);
		const { id } = row!;
		await withdrawDispute(contextOf(db, lin.actor, at(11)), id);
		expect(await tryRaise(db, { by: lin, reviewId })).toMatchObject({
			refusal: 'already-disputed'
		});
		const corrected = await correctReview(contextOf(db, omar.actor, at(12)), {
			...{ reviewId, content: failing('greeting'), reason: why, cause: 'correction' }
		});
		if (!corrected.ok) throw new Error(corrected.refusal);
		expect(await tryRaise(db, { by: lin, reviewId, now: at(13) })).toMatchObject({
			refusal: 'revised'
		});
		const again = { by: lin, reviewId: corrected.value.reviewId, now: at(13) };
		expect(await tryRaise(db, again)).toMatchObject({ ok: true });
	});
});

describe('while a dispute is open', () => {
	it('only a ruling revises the review', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, reviewId } = await disputeCentre(db);
		const [id] = await raise(db, { by: lin, reviewId });
		const correct = (by: Person) =>
			correctReview(contextOf(db, by.actor, at(12)), {
				...{ reviewId, content: failing('no-invalid-promise'), reason: why, cause: 'correction' }
			});
		expect(await correct(omar)).toMatchObject({ ok: false, refusal: 'disputed' });
		expect(await correct(ana)).toMatchObject({ ok: false, refusal: 'disputed' });
		await withdrawDispute(contextOf(db, lin.actor, at(13)), id!);
		expect(await correct(omar)).toMatchObject({ ok: true });
	});

	it('its author answers it, once, and nobody else does', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, sun, auditor, reviewId } = await disputeCentre(db);
		const [disputeId] = await raise(db, { by: lin, reviewId });
		const reply = (by: Person, words = why) =>
			replyToDispute(contextOf(db, by.actor, at(12)), { disputeId: disputeId!, words });
		for (const [by, refusal] of [
			[lin, 'not-allowed'],
			[ana, 'not-allowed'],
			[auditor, 'not-allowed'],
			[sun, 'not-found']
		] as const)
			expect(await reply(by)).toMatchObject({ ok: false, refusal });
		expect(await reply(omar, 'no')).toMatchObject({ refusal: 'reason-too-short' });
		expect(await reply(omar)).toMatchObject({ ok: true });
		expect(await reply(omar)).toMatchObject({ refusal: 'already-replied' });
		expect(await told(db, 'dispute-replied')).toEqual(ids(lin, ana, bo));
		await expect(
			db.tx((tx) => tx.update(disputeReplies).set({ words: 'other' }))
		).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('its agent withdraws it, once, and it is not decided any more', async () => {
		const db = await testDatabase();
		const { lin, wei, omar, ana, reviewId } = await disputeCentre(db);
		const [disputeId] = await raise(db, {
			by: lin,
			reviewId,
			claims: [claim('no-invalid-promise')]
		});
		const withdraw = (by: Person) => withdrawDispute(contextOf(db, by.actor, at(12)), disputeId!);
		expect(await withdraw(omar)).toMatchObject({ refusal: 'not-allowed' });
		expect(await withdraw(wei)).toMatchObject({ refusal: 'not-found' });
		expect(await withdraw(lin)).toMatchObject({ ok: true });
		expect(await withdraw(lin)).toMatchObject({ refusal: 'withdrawn' });
		expect(await rule(db, { by: ana, disputeId: disputeId! })).toMatchObject({
			refusal: 'withdrawn'
		});
		expect(await openDisputes(db.read, { month })).toEqual([]);
		const lines = await standingLines(db.read, { month, agentIds: [lin.id] });
		expect(lines.find(({ kind }) => kind === 'severe-item')).toMatchObject({
			state: 'provisional'
		});
		await expect(db.tx((tx) => tx.delete(disputeWithdrawals))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
		await expect(db.tx((tx) => tx.update(disputes).set({ reason: '' }))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});
});
