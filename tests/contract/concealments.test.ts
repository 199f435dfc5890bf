import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { concealmentPageData } from '#lib/reviews/server/concealment-page.ts';
import { concealmentPage, concealmentsWaiting } from '#lib/reviews/server/concealments.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { ruleConcealment } from '#lib/reviews/server/rule-concealment.ts';
import { concealmentRulings, concealments } from '#lib/reviews/server/ruling-schema.ts';
import { addPerson, addRecording, type Person } from '../fixtures/example-centre.ts';
import { addTask, callAt, contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, check, failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const severe = failing('no-invalid-promise');
const reason = 'Knew the line by heart and said so';

const listed = (db: Db) => db.read.select().from(concealments);
const seen = async (db: Db, by: Person, filter = {}) =>
	(await concealmentPage(contextOf(db, by.actor, at(60)), { filter })).rows;

describe('a possible concealment', () => {
	it('is listed by whichever comes second, or by a correction, once for a check', async () => {
		const db = await testDatabase();
		const { omar, lin, ana, north, recordingId } = await reviewCentre(db);
		await check(db, { by: lin, recordingId });
		expect(await listed(db)).toEqual([]);
		const first = await review(db, { by: omar, recordingId, content: severe, now: at(1) });
		expect(await listed(db)).toMatchObject([
			{ reviewId: first, agentId: lin.id, itemKeys: ['no-invalid-promise'], ...north }
		]);
		const task = { recordingId, agent: lin, reviewer: ana, place: north };
		const assignmentId = await addTask(db, { ...task, kind: 'weekly-audit' });
		await review(db, { by: ana, recordingId, content: severe, now: at(2), assignmentId });
		expect(await listed(db)).toHaveLength(1);
		const notices = await db.read.select().from(notifications);
		expect(
			notices.filter(({ kind }) => kind === 'concealment-listed').map(({ userId }) => userId)
		).toEqual([ana.id]);

		const call = (minutes: number) =>
			addRecording(db, {
				...{ agentId: lin.id, place: north },
				startedAt: new Date(callAt.getTime() + minutes * 60_000)
			});
		const second = await call(1);
		await review(db, { by: omar, recordingId: second, content: failing('greeting'), now: at(3) });
		await check(db, { by: lin, recordingId: second, now: at(4) });
		expect(await listed(db)).toHaveLength(2);

		const third = await call(2);
		const clean = await review(db, { by: omar, recordingId: third, now: at(5) });
		await check(db, { by: lin, recordingId: third, now: at(6) });
		expect(await listed(db)).toHaveLength(2);
		await correctReview(contextOf(db, ana.actor, at(7)), {
			...{ reviewId: clean, content: severe, reason, cause: 'correction' }
		});
		expect(await listed(db)).toHaveLength(3);
	});

	it('is none where the check named a problem, was a colleague’s or missing, or little was found', async () => {
		const db = await testDatabase();
		const { omar, lin, wei, north, recordingId } = await reviewCentre(db);
		const problem = { result: 'problem', problem: 'greeting', atMs: 5, note: 'None' } as const;
		await check(db, { by: lin, recordingId, content: problem });
		await review(db, { by: omar, recordingId, content: severe, now: at(1) });
		const calls = await Promise.all(
			[1, 2, 3].map((n) =>
				addRecording(db, {
					...{ agentId: lin.id, place: north },
					startedAt: new Date(callAt.getTime() + n * 60_000)
				})
			)
		);
		const peer = { recordingId: calls[0]!, agent: lin, reviewer: wei, place: north };
		await addTask(db, { ...peer, kind: 'peer-check' });
		await db.tx((tx) =>
			entrust(tx, { recordingId: peer.recordingId, userId: wei.id, now: callAt, until: at(90) })
		);
		await check(db, { by: wei, recordingId: peer.recordingId });
		await review(db, { by: omar, recordingId: peer.recordingId, content: severe, now: at(4) });
		await review(db, { by: omar, recordingId: calls[1]!, content: severe, now: at(2) });
		await check(db, { by: lin, recordingId: calls[2]! });
		await review(db, {
			by: omar,
			recordingId: calls[2]!,
			content: failing('identity'),
			now: at(3)
		});
		expect(await listed(db)).toEqual([]);
	});
});

describe('ruleConcealment', () => {
	it('is the head’s, never about an own finding, once and for good; the agent reads it then', async () => {
		const db = await testDatabase();
		const { omar, sun, lin, ana, auditor, north, recordingId } = await reviewCentre(db);
		const head = await addPerson(db, { staffNo: 'H9', role: 'department-head', place: north });
		await check(db, { by: lin, recordingId });
		const reviewId = await review(db, { by: ana, recordingId, content: severe, now: at(1) });
		const [row] = await listed(db);
		const concealmentId = row!.id;
		const rule = (by: Person, over: object = {}) =>
			ruleConcealment(contextOf(db, by.actor, at(10)), {
				...{ concealmentId, concealed: true, reason, ...over }
			});
		const page = (by: Person) => reviewPageData(contextOf(db, by.actor, at(20)), reviewId);

		for (const [by, refusal] of [
			[ana, 'own-finding'],
			[omar, 'not-allowed'],
			[auditor, 'not-allowed'],
			[sun, 'not-found'],
			[lin, 'not-found']
		] as const)
			expect(await rule(by)).toMatchObject({ ok: false, refusal });
		expect(await rule(head, { reason: 'short' })).toMatchObject({ refusal: 'reason-too-short' });
		expect(await rule(head, { concealmentId: 'x\u0000' })).toMatchObject({ refusal: 'not-found' });

		expect(await seen(db, lin)).toEqual([]);
		expect(await seen(db, sun)).toEqual([]);
		expect(await page(lin)).toMatchObject({ concealment: null });
		expect(await page(omar)).toMatchObject({ concealment: { id: concealmentId } });
		expect(
			await seen(db, omar, { state: 'waiting', team: north.teamId, month: 202603 })
		).toHaveLength(1);
		expect(await seen(db, omar, { month: 202602 })).toEqual([]);
		expect(await seen(db, omar, { team: 'nonsense' })).toEqual([]);
		expect(await concealmentsWaiting(contextOf(db, head.actor))).toBe(1);
		const both = await concealmentPageData(contextOf(db, head.actor, at(5)), concealmentId);
		expect(both).toMatchObject({ mayRule: true, check: { result: 'clean', own: true } });
		expect(both!.findings.map(({ item }) => item.key)).toEqual(['no-invalid-promise']);
		expect(await concealmentPageData(contextOf(db, lin.actor), concealmentId)).toBeUndefined();

		expect(await rule(head)).toMatchObject({ ok: true });
		expect(await rule(head)).toMatchObject({ ok: false, refusal: 'already-ruled' });
		expect(await page(lin)).toMatchObject({
			concealment: { id: null, state: 'concealed', reason, ruledBy: 'Person H9' }
		});
		expect(await concealmentsWaiting(contextOf(db, head.actor))).toBe(0);
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.subject, `concealment:${concealmentId}`));
		expect(entries.map(({ kind }) => kind)).toEqual(['concealment.listed', 'concealment.ruled']);
		await expect(
			db.tx((tx) => tx.update(concealmentRulings).set({ concealed: false }))
		).rejects.toSatisfy(isAppendOnlyViolation);
		await expect(db.tx((tx) => tx.delete(concealments))).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('is hidden while own work on the call is open', async () => {
		const db = await testDatabase();
		const { omar, lin, ana, north, recordingId } = await reviewCentre(db);
		await check(db, { by: lin, recordingId });
		await review(db, { by: omar, recordingId, content: severe, now: at(1) });
		const task = { recordingId, agent: lin, reviewer: ana, place: north };
		const assignmentId = await addTask(db, { ...task, kind: 'weekly-audit' });
		expect(await seen(db, ana)).toEqual([]);
		expect(await concealmentsWaiting(contextOf(db, ana.actor))).toBe(0);
		expect(await seen(db, omar)).toHaveLength(1);
		await review(db, { by: ana, recordingId, content: flawless(), now: at(2), assignmentId });
		expect(await seen(db, ana)).toHaveLength(1);
	});
});
