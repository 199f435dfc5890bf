import { describe, expect, it } from 'vitest';
import { confirmSevere } from '#lib/assessments/server/confirm-severe.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { disputes, disputeWithdrawals } from '#lib/reviews/server/dispute-schema.ts';
import { postReviewLines } from '#lib/reviews/server/month-lines.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { aFinding, closeMonth, linesOf, march, SEVERE } from '../fixtures/ledger.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, flawless } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

/** Severe items of Lin's, found in calls at these minutes. */
async function aMonth(...calls: number[]) {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { lin, omar, north, ana } = centre;
	const found: Awaited<ReturnType<typeof aFinding>>[] = [];
	for (const minutes of calls)
		found.push(await aFinding(db, { agent: lin, place: north, by: omar, minutes }));
	const line = (nth: number, agent = lin) => ({
		agentId: agent.id,
		lineKey: `severe:${found[nth - 1]!.recordingId}:invalid-promise`
	});
	const confirm = async (nths: number[], by: Person = ana, now = at(20)) => {
		const lines = nths.map((nth) => line(nth));
		const outcome = await confirmSevere(contextOf(db, by.actor, now), { month: march, lines });
		return outcome.ok ? 'ok' : outcome.refusal;
	};
	return { db, ...centre, found, line, confirm };
}

const told = async (db: Db, agent: Person) =>
	(await linesOf(db, { agent, kind: 'severe-item' })).map(({ state, nth, amountFen }) => [
		state,
		nth,
		amountFen
	]);

const dispute = (db: Db, month: Awaited<ReturnType<typeof aMonth>>, nth: number) => {
	const { lin, omar, north } = month;
	const { recordingId, reviewId } = month.found[nth - 1]!;
	return db.tx(async (tx) => {
		await tx.insert(disputes).values({
			...{ id: newId(), reviewId, itemKey: SEVERE, instance: 1, firstId: null, recordingId },
			...{ agentId: lin.id, ...north, businessMonth: march, reason: 'It was allowed' },
			...{ proposed: 'yes', atMs: null, raisedAt: at(10), closesAt: at(60) }
		});
		const of = { agentId: lin.id, businessMonth: march };
		await postReviewLines({ tx, ...contextOf(db, omar.actor, at(10)) }, of, { cause: 'disputed' });
	});
};

describe('confirming severe items', () => {
	it('charges each by its place among the confirmed ones, whatever else stands', async () => {
		const { db, lin, confirm } = await aMonth(10, 20, 30, 40, 50);
		expect(await confirm([4, 5])).toBe('ok');
		expect(await told(db, lin)).toEqual([
			['provisional', 1, 1000],
			['provisional', 2, 1000],
			['provisional', 3, 1000],
			['confirmed', 1, 1000],
			['confirmed', 2, 1000]
		]);
		expect(await confirm([1, 2, 3])).toBe('ok');
		expect((await told(db, lin)).map(([, , fen]) => fen)).toEqual([1000, 1000, 1000, 6000, 6000]);
		const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'severe-item.confirmed')).toHaveLength(2);
	});

	it('prices the fourth anew when the second confirmed one is cancelled', async () => {
		const { db, lin, ana, found, confirm } = await aMonth(10, 20, 30, 40, 50);
		await confirm([1, 2, 3, 4, 5]);
		await correctReview(contextOf(db, ana.actor, at(30)), {
			...{ reviewId: found[1]!.reviewId, content: flawless(), cause: 'correction' },
			reason: 'The promise was the allowed one'
		});
		expect(await told(db, lin)).toEqual([
			['confirmed', 1, 1000],
			['cancelled', null, 0],
			['confirmed', 2, 1000],
			['confirmed', 3, 1000],
			['confirmed', 4, 6000]
		]);
	});

	it('is not done while a dispute of one is open, and then none of the chosen is', async () => {
		const month = await aMonth(10, 20);
		const { db, lin, confirm } = month;
		await dispute(db, month, 2);
		expect(await told(db, lin)).toEqual([
			['provisional', 1, 1000],
			['disputed', 2, 1000]
		]);
		expect(await confirm([1, 2])).toBe('disputed');
		expect((await told(db, lin)).map(([state]) => state)).toEqual(['provisional', 'disputed']);
		expect(await confirm([1])).toBe('ok');
	});

	it('returns a confirmed line to what it was when a dispute of it ends', async () => {
		const month = await aMonth(10);
		const { db, lin, ana, confirm } = month;
		await confirm([1]);
		await dispute(db, month, 1);
		expect(await told(db, lin)).toEqual([['disputed', 1, 1000]]);
		await db.tx(async (tx) => {
			const [row] = await tx.select().from(disputes);
			await tx.insert(disputeWithdrawals).values({ disputeId: row!.id, at: at(30) });
			const of = { agentId: lin.id, businessMonth: march };
			const scribe = { tx, ...contextOf(db, ana.actor, at(30)) };
			await postReviewLines(scribe, of, { cause: 'withdrawn' });
		});
		expect(await told(db, lin)).toEqual([['confirmed', 1, 1000]]);
	});

	it('is refused for what is confirmed, cancelled, unknown or in a closed month', async () => {
		const { db, lin, ana, departmentId, found, confirm, line } = await aMonth(10, 20);
		expect(await confirm([])).toBe('nothing-chosen');
		await confirm([1]);
		expect(await confirm([1])).toBe('already-confirmed');
		await correctReview(contextOf(db, ana.actor, at(30)), {
			...{ reviewId: found[0]!.reviewId, content: flawless(), cause: 'correction' },
			reason: 'The promise was the allowed one'
		});
		expect(await confirm([1])).toBe('cancelled');
		const tryOut = async (lines: { agentId: string; lineKey: string }[]) => {
			const outcome = await confirmSevere(contextOf(db, ana.actor), { month: march, lines });
			return outcome.ok ? 'ok' : outcome.refusal;
		};
		expect(await tryOut([{ ...line(2), lineKey: 'severe:x:y' }])).toBe('not-found');
		expect(await tryOut([{ ...line(2), agentId: 'nobody' }])).toBe('not-found');
		await closeMonth(db, { month: march, by: ana, departmentId, agents: [lin] });
		expect(await confirm([2])).toBe('month-closed');
	});

	it('is the head’s of the department alone, and never of an own call', async () => {
		const { db, lin, omar, sun, auditor, departmentId, confirm } = await aMonth(10);
		expect(await confirm([1], omar)).toBe('not-allowed');
		expect(await confirm([1], lin)).toBe('not-allowed');
		expect(await confirm([1], auditor)).toBe('not-allowed');
		expect(await confirm([1], sun)).toBe('not-found');
		const grants = [{ role: 'department-head' as const, teamId: null, departmentId }];
		const promoted = { ...lin, actor: { ...lin.actor, grants } };
		expect(await confirm([1], promoted)).toBe('not-allowed');
		expect((await told(db, lin)).map(([state]) => state)).toEqual(['provisional']);
	});
});
