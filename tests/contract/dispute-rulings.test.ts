import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { accountLinks } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { appealRuling } from '#lib/reviews/server/dispute-raise.ts';
import { disputeRulings } from '#lib/reviews/server/dispute-schema.ts';
import { seenDispute } from '#lib/reviews/server/dispute-sight.ts';
import { reviewForReader } from '#lib/reviews/server/queries.ts';
import { revisionsOf } from '#lib/reviews/server/revisions.ts';
import type { Person } from '../fixtures/example-centre.ts';
import {
	claim,
	disputeCentre,
	outsideHead,
	raise,
	rule,
	tryRaise,
	why
} from '../fixtures/disputes.ts';
import { addTask, contextOf } from '../fixtures/reviews.ts';
import { at, failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const month = 202603;

async function disputed(db: Db, ...keys: string[]) {
	const centre = await disputeCentre(db, ...keys);
	const claims = (keys.length > 0 ? keys : ['no-invalid-promise']).map((key) => claim(key));
	const disputeIds = await raise(db, { by: centre.lin, reviewId: centre.reviewId, claims });
	return { ...centre, disputeIds, disputeId: disputeIds[0]! };
}

const standing = async (db: Db, by: Person, reviewId: string) => {
	const before = (await reviewForReader(db.read, by.actor, reviewId))!;
	const newest = (await revisionsOf(db.read, before)).at(-1)!;
	return (await reviewForReader(db.read, by.actor, newest.id))!;
};
const severeLine = async (db: Db, agentId: string) =>
	(await standingLines(db.read, { month, agentIds: [agentId] })).find(
		({ kind }) => kind === 'severe-item'
	);

describe('ruleDispute', () => {
	it('changes the one item by a revision, and the month with it', async () => {
		const db = await testDatabase();
		const { lin, omar, bo, reviewId, disputeId } = await disputed(db);
		const ruled = await rule(db, { by: bo, disputeId, coaching: 'Spoke over the caller twice' });
		expect(ruled).toMatchObject({ ok: true });
		const now = await standing(db, lin, reviewId);
		expect(now).toMatchObject({ revision: 2, severe: [], outcome: 'passed', acknowledgedAt: null });
		const history = await revisionsOf(db.read, now);
		expect(history[1]).toMatchObject({ by: 'Person H2', cause: 'ruling', reason: why });
		const [row] = await db.read.select().from(disputeRulings);
		expect(row).toMatchObject({
			...{ disputeId, outcome: 'changed', answer: 'yes', revisionId: now.id },
			coaching: 'Spoke over the caller twice'
		});
		expect(await severeLine(db, lin.id)).toMatchObject({ state: 'cancelled' });
		const kinds = (
			await db.read
				.select()
				.from(auditEntries)
				.where(eq(auditEntries.subject, `dispute:${disputeId}`))
		).map(({ kind }) => kind);
		expect(kinds).toEqual(['dispute.raised', 'dispute.ruled']);
		const told = (await db.read.select().from(notifications)).filter(
			({ kind }) => kind === 'dispute-ruled'
		);
		expect(told.map(({ userId }) => userId).sort()).toEqual([lin.id, omar.id].sort());
	});

	it('upholds: nothing of the review changes and the line is what it was before', async () => {
		const db = await testDatabase();
		const { lin, ana, reviewId, disputeId } = await disputed(db);
		expect(await severeLine(db, lin.id)).toMatchObject({ state: 'disputed' });
		expect(await rule(db, { by: ana, disputeId, outcome: 'upheld' })).toMatchObject({
			value: { revisionId: null }
		});
		expect(await standing(db, lin, reviewId)).toMatchObject({ id: reviewId, revision: 1 });
		expect(await severeLine(db, lin.id)).toMatchObject({ state: 'provisional' });
	});

	it('is nobody’s who wrote the review, handled the call, or heads no such department', async () => {
		const db = await testDatabase();
		const { omar, lin, ana, bo, sun, auditor, disputeId } = await disputed(db);
		for (const [by, refusal] of [
			[omar, 'own-review'],
			[lin, 'not-allowed'],
			[auditor, 'not-allowed'],
			[sun, 'not-found']
		] as const)
			expect(await rule(db, { by, disputeId })).toMatchObject({ ok: false, refusal });
		expect(await rule(db, { by: ana, disputeId: newId() })).toMatchObject({
			refusal: 'not-found'
		});
		expect(await rule(db, { by: ana, disputeId: 'x\u0000' })).toMatchObject({
			refusal: 'not-found'
		});
		await db.tx((tx) =>
			tx.insert(accountLinks).values({ userId: bo.id, personId: omar.id, at: at(0), by: ana.id })
		);
		expect(await rule(db, { by: bo, disputeId })).toMatchObject({ refusal: 'not-allowed' });
		expect(await rule(db, { by: ana, disputeId })).toMatchObject({ ok: true });
	});

	it('goes to the head of another department where the own one has none but the author', async () => {
		const db = await testDatabase();
		const centre = await disputeCentre(db, 'greeting');
		const { lin, ana, bo, north, recordingId } = centre;
		const far = await outsideHead(db);
		const own = await review(db, {
			...{ by: ana, recordingId, content: failing('identity'), now: at(2) },
			assignmentId: await addTask(db, {
				...{ recordingId, agent: lin, reviewer: ana, place: north },
				kind: 'weekly-audit'
			})
		});
		await db.tx((tx) =>
			tx.insert(accountLinks).values({ userId: bo.id, personId: lin.id, at: at(0), by: ana.id })
		);
		const [disputeId] = await raise(db, {
			...{ by: lin, reviewId: own, claims: [claim('identity')] }
		});
		const seen = await seenDispute(db.read, contextOf(db, lin.actor, at(11)), disputeId!);
		expect(seen!.deciders).toEqual({ ids: [far.id], outside: true });
		expect(await isEntrusted(db.read, recordingId, far.id, at(11))).toBe(true);
		expect(await rule(db, { by: bo, disputeId: disputeId! })).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await rule(db, { by: ana, disputeId: disputeId! })).toMatchObject({
			refusal: 'own-review'
		});
		expect(await rule(db, { by: far, disputeId: disputeId! })).toMatchObject({ ok: true });
		expect(await isEntrusted(db.read, recordingId, far.id, at(21))).toBe(false);
		expect(await seenDispute(db.read, contextOf(db, far.actor, at(30)), disputeId!)).toMatchObject({
			dispute: { state: 'changed' }
		});
		const [first] = await raise(db, { by: lin, reviewId: centre.reviewId });
		expect(await rule(db, { by: far, disputeId: first! })).toMatchObject({ refusal: 'not-found' });
	});

	it('of two heads at once one rules, the other reads who was quicker', async () => {
		const db = await testDatabase();
		const { ana, bo, disputeId } = await disputed(db);
		const both = await Promise.all([ana, bo].map((by) => rule(db, { by, disputeId, now: at(20) })));
		const lost = both.find(({ ok }) => !ok);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(lost).toMatchObject({ refusal: 'already-ruled' });
		const winner = both[0]!.ok ? 'Person H1' : 'Person H2';
		expect(lost).toMatchObject({ facts: { by: winner, at: at(20).toISOString() } });
		expect(await db.read.$count(disputeRulings)).toBe(1);
	});

	it('asks for a reason, an answer that differs, and never lowers a score', async () => {
		const db = await testDatabase();
		const { ana, lin, reviewId, disputeId } = await disputed(db);
		const refused = async (over: object, refusal: string) =>
			expect(await rule(db, { by: ana, disputeId, ...over })).toMatchObject({ refusal });
		await refused({ reason: ' 。。。 ok ' }, 'reason-too-short');
		await refused({ outcome: 'partly', answer: 'yes' }, 'same-answer');
		await refused({ outcome: 'partly', answer: 'no' }, 'same-answer');
		await refused({ outcome: 'partly', answer: 'perhaps' }, 'not-an-answer');
		await refused({ outcome: 'partly' }, 'not-an-answer');
		expect(await db.read.$count(disputeRulings)).toBe(0);
		expect(await standing(db, lin, reviewId)).toMatchObject({ id: reviewId });
	});

	it('takes two disputes of one review one after the other, each on what stands', async () => {
		const db = await testDatabase();
		const { lin, ana, bo, reviewId, disputeIds } = await disputed(
			db,
			'greeting',
			'no-invalid-promise'
		);
		expect(await rule(db, { by: ana, disputeId: disputeIds[0]! })).toMatchObject({ ok: true });
		const second = await standing(db, lin, reviewId);
		expect(second).toMatchObject({ revision: 2, severe: ['invalid-promise'] });
		expect(await severeLine(db, lin.id)).toMatchObject({ state: 'disputed' });
		// The item is still under the dispute of the first revision.
		expect(
			await tryRaise(db, {
				...{ by: lin, reviewId: second.id, now: at(21) },
				claims: [claim('no-invalid-promise')]
			})
		).toMatchObject({ refusal: 'already-disputed' });
		expect(await rule(db, { by: ana, disputeId: disputeIds[1]!, now: at(22) })).toMatchObject({
			ok: true
		});
		const third = await standing(db, lin, reviewId);
		expect(third).toMatchObject({ revision: 3, severe: [], rawTenths: 1000 });
		expect((await revisionsOf(db.read, third)).map(({ cause }) => cause)).toEqual([
			...[null, 'ruling', 'ruling']
		]);
		expect(await rule(db, { by: bo, disputeId: disputeIds[1]! })).toMatchObject({
			refusal: 'already-ruled'
		});
	});
});

describe('the second instance', () => {
	const appeal = (db: Db, by: Person, disputeId: string, over: object = {}, now = at(30)) =>
		appealRuling(contextOf(db, by.actor, now), {
			...{ disputeId, reason: why, proposed: 'yes', atMs: null, ...over }
		});

	it('is another head’s, once, within the window from the ruling, and final', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, disputeId, reviewId } = await disputed(db);
		expect(await appeal(db, lin, disputeId)).toMatchObject({ refusal: 'no-ruling' });
		const ruledAt = new Date('2026-03-06T01:30:00Z');
		await rule(db, { by: ana, disputeId, outcome: 'upheld', now: ruledAt });
		const closes = new Date('2026-03-11T01:30:00Z');
		expect(await appeal(db, lin, disputeId, {}, closes)).toMatchObject({
			...{ refusal: 'window-closed', facts: { at: closes.toISOString() } }
		});
		expect(await appeal(db, omar, disputeId)).toMatchObject({ refusal: 'not-allowed' });
		expect(await appeal(db, lin, disputeId, { reason: 'no' })).toMatchObject({
			refusal: 'reason-too-short'
		});
		const last = new Date(closes.getTime() - 1);
		const raised = await appeal(db, lin, disputeId, {}, last);
		if (!raised.ok) throw new Error(raised.refusal);
		const second = raised.value.disputeId;
		expect(await appeal(db, lin, disputeId, {}, last)).toMatchObject({
			refusal: 'already-disputed'
		});
		const after = { disputeId: second, now: new Date('2026-03-11T02:00:00Z') };
		expect(await rule(db, { by: ana, ...after })).toMatchObject({ refusal: 'own-ruling' });
		expect(await rule(db, { by: omar, ...after })).toMatchObject({ refusal: 'own-review' });
		expect(await rule(db, { by: bo, ...after, outcome: 'upheld' })).toMatchObject({ ok: true });
		expect(await appeal(db, lin, second, {}, after.now)).toMatchObject({
			refusal: 'last-instance'
		});
		expect(
			await tryRaise(db, {
				...{ by: lin, reviewId, now: at(40) },
				claims: [claim('no-invalid-promise')]
			})
		).toMatchObject({ refusal: 'already-disputed' });
	});

	it('is not for who got what they asked for; a ruled item is not disputed anew in a later revision', async () => {
		const db = await testDatabase();
		const { lin, ana, bo, reviewId, disputeIds } = await disputed(
			db,
			'greeting',
			'no-invalid-promise'
		);
		await rule(db, { by: ana, disputeId: disputeIds[1]!, outcome: 'upheld' });
		await rule(db, { by: bo, disputeId: disputeIds[0]!, now: at(21) });
		expect(await appeal(db, lin, disputeIds[0]!)).toMatchObject({ refusal: 'granted' });
		const now = await standing(db, lin, reviewId);
		expect(
			await tryRaise(db, {
				...{ by: lin, reviewId: now.id, now: at(31) },
				claims: [claim('no-invalid-promise')]
			})
		).toMatchObject({ refusal: 'already-ruled' });
		const raised = await appeal(db, lin, disputeIds[1]!);
		if (!raised.ok) throw new Error(raised.refusal);
		expect(
			await rule(db, { by: bo, disputeId: raised.value.disputeId, now: at(40) })
		).toMatchObject({ ok: true });
		expect(await standing(db, lin, reviewId)).toMatchObject({ revision: 3, severe: [] });
	});
});

describe('the database itself', () => {
	it('takes no ruling of the agent, the author, the first decider or after a withdrawal, and changes none', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, disputeId } = await disputed(db);
		const insert = (by: Person, id = disputeId) =>
			db.tx((tx) =>
				tx.insert(disputeRulings).values({
					...{ disputeId: id, outcome: 'upheld', reason: why, answer: null, coaching: '' },
					...{ revisionId: null, by: by.id, at: at(20) }
				})
			);
		await expect(insert(lin)).rejects.toThrow();
		await expect(insert(omar)).rejects.toThrow();
		await rule(db, { by: ana, disputeId, outcome: 'upheld' });
		await expect(insert(bo)).rejects.toThrow();
		const raised = await appealRuling(contextOf(db, lin.actor, at(30)), {
			...{ disputeId, reason: why, proposed: 'yes', atMs: null }
		});
		if (!raised.ok) throw new Error(raised.refusal);
		await expect(insert(ana, raised.value.disputeId)).rejects.toThrow();
		for (const attempt of [
			() => db.tx((tx) => tx.update(disputeRulings).set({ outcome: 'changed' })),
			() => db.tx((tx) => tx.delete(disputeRulings))
		])
			await expect(attempt()).rejects.toSatisfy(isAppendOnlyViolation);
	});
});
