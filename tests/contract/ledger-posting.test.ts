import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { excuseDuty } from '#lib/duty/server/excuse.ts';
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { missedDuties } from '#lib/duty/server/schema.ts';
import { postReviewLines } from '#lib/reviews/server/month-lines.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { lineHistory } from '#lib/ledger/server/queries.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { callReports } from '#lib/reviews/server/report-schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { aDrawnDay, dueAt, scheduler } from '../fixtures/duty.ts';
import { aFinding, linesOf, march, SEVERE } from '../fixtures/ledger.ts';
import { contextOf, reviewCentre, aReviewWithFindings } from '../fixtures/reviews.ts';
import { at, check, failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

async function aCentre() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { lin, omar, north } = centre;
	const find = (minutes: number, keys?: string[], now?: Date) =>
		aFinding(db, {
			...{ agent: lin, place: north, by: omar, minutes },
			...(keys && { keys }),
			...(now && { now })
		});
	return { db, ...centre, find };
}

const entries = (db: Db) => db.read.select().from(ledgerEntries);
const priced = async (db: Db, agent: Parameters<typeof linesOf>[1]['agent']) =>
	(await linesOf(db, { agent, kind: 'severe-item' })).map(({ state, nth, amountFen }) => [
		state,
		nth,
		amountFen
	]);

describe('a submitted review', () => {
	it('writes a line for each severe item, other violation and highlight, in its own transaction', async () => {
		const { db, lin, omar, recordingId } = await aCentre();
		await review(db, { by: omar, recordingId, content: aReviewWithFindings() });
		expect(await linesOf(db, { agent: lin })).toMatchObject([
			{
				lineKey: `severe:${recordingId}:invalid-promise`,
				...{ state: 'provisional', nth: 1, amountFen: 1000, ruleVersion: 1, seq: 1 },
				...{ itemKey: SEVERE, atMs: 41_000, cause: 'found', by: omar.id, selfReported: false }
			},
			{
				lineKey: `violation:${recordingId}:greeting`,
				...{ state: 'confirmed', nth: null, amountFen: 0, itemKey: 'greeting', atMs: 0 }
			},
			{ kind: 'praise', state: 'confirmed', atMs: 8000, amountFen: 0 }
		]);
		const chain = await db.read.select().from(auditEntries);
		const posted = chain.filter(({ kind }) => kind === 'ledger.posted');
		expect(posted).toHaveLength(1);
		expect(JSON.parse(posted[0]!.body)).toMatchObject({
			subject: `ledger:${lin.id}`,
			facts: { month: march, cause: 'found', lines: [{ amountFen: 1000 }, {}, {}] }
		});
	});

	it('prices by the order of the calls, whatever the order of arrival', async () => {
		const { db, lin, find } = await aCentre();
		for (const minutes of [40, 10, 30, 20]) await find(minutes, [SEVERE], at(minutes));
		expect(await priced(db, lin)).toEqual([
			['provisional', 1, 1000],
			['provisional', 2, 1000],
			['provisional', 3, 1000],
			['provisional', 4, 6000]
		]);
		const again = (await entries(db)).filter(({ cause }) => cause === 'priced-again');
		expect(again.map(({ nth, amountFen }) => [nth, amountFen])).toContainEqual([4, 6000]);
	});

	it('writes nothing when the same is posted again', async () => {
		const { db, lin, omar, find } = await aCentre();
		await find(1);
		const before = (await entries(db)).length;
		const context = contextOf(db, omar.actor, at(9));
		const of = { agentId: lin.id, businessMonth: march };
		await db.tx((tx) => postReviewLines({ tx, ...context }, of, { cause: 'found' }));
		expect(await entries(db)).toHaveLength(before);
	});
});

describe('a correction', () => {
	it('cancels what is no longer found and prices the others again', async () => {
		const { db, lin, ana, find } = await aCentre();
		const found = [await find(10), await find(20), await find(30), await find(40)];
		const reason = 'The promise was the allowed one';
		const context = contextOf(db, ana.actor, at(50));
		const { reviewId, recordingId } = found[1]!;
		const correction = { reviewId, content: flawless(), reason, cause: 'correction' } as const;
		expect((await correctReview(context, correction)).ok).toBe(true);
		expect(await priced(db, lin)).toEqual([
			['provisional', 1, 1000],
			['cancelled', null, 0],
			['provisional', 2, 1000],
			['provisional', 3, 1000]
		]);
		const lineKey = `severe:${recordingId}:invalid-promise`;
		const history = await lineHistory(db.read, { agentId: lin.id, month: march, lineKey });
		expect(
			history.map(({ seq, state, cause, reason: words }) => [seq, state, cause, words])
		).toEqual([
			[1, 'provisional', 'found', ''],
			[2, 'cancelled', 'corrected', reason]
		]);
	});

	it('that finds it again makes the line provisional again', async () => {
		const { db, lin, ana, find } = await aCentre();
		const { reviewId } = await find(10);
		const reason = 'Heard again with the map open';
		const correct = async (id: string, content = flawless(), now = at(20)) => {
			const context = contextOf(db, ana.actor, now);
			const outcome = await correctReview(context, {
				...{ reviewId: id, content, reason, cause: 'correction' }
			});
			if (!outcome.ok) throw new Error(outcome.refusal);
			return outcome.value.reviewId;
		};
		await correct(await correct(reviewId), failing(SEVERE), at(21));
		expect(await priced(db, lin)).toEqual([['provisional', 1, 1000]]);
	});
});

describe('what the agent reported before a review found it', () => {
	it('is marked for good, by a report or by a self-check', async () => {
		const { db, lin, omar, north, recordingId, find } = await aCentre();
		await db.tx((tx) =>
			tx.insert(callReports).values({
				...{ id: newId(), recordingId, agentId: lin.id, reporterId: lin.id },
				...{ ...north, kind: 'problem', problem: 'invalid-promise', atMs: 1000 },
				...{ note: 'Promised', shared: false, businessMonth: march, at: at(1) }
			})
		);
		await review(db, { by: omar, recordingId, content: failing(SEVERE), now: at(2) });
		const late = await find(5);
		const problem = { result: 'problem', problem: 'greeting', atMs: 5, note: 'None' } as const;
		await check(db, { by: lin, recordingId: late.recordingId, content: problem, now: at(6) });
		await find(7, [SEVERE], at(8));
		const lines = await linesOf(db, { agent: lin, kind: 'severe-item' });
		expect(lines.map(({ selfReported, amountFen }) => [selfReported, amountFen])).toEqual([
			[true, 1000],
			[false, 1000],
			[false, 1000]
		]);
	});
});

describe('a missed self-check duty', () => {
	it('is a line of the agent’s month, taken back when the head excuses it', async () => {
		const day = await aDrawnDay(await testDatabase(), {
			change: { reviewer: { by: 'self' }, count: { how: 'fixed', n: 2 } }
		});
		const { db, lin, ana } = day;
		await recordOverdue(scheduler(db, dueAt));
		const [duty] = await db.read
			.select()
			.from(missedDuties)
			.where(eq(missedDuties.reviewerId, lin.id));
		const told = () => linesOf(db, { agent: lin, month: 202_611 });
		expect(await told()).toMatchObject([
			{
				lineKey: `workload:${duty!.id}`,
				...{ kind: 'workload', state: 'confirmed', amountFen: 0, pointsTenths: 0, cause: 'found' }
			}
		]);
		const excuse = {
			missedDutyId: duty!.id,
			reason: 'leave',
			words: 'Ill since the morning'
		} as const;
		expect((await excuseDuty(contextOf(db, ana.actor, dueAt), excuse)).ok).toBe(true);
		expect(await told()).toMatchObject([{ state: 'cancelled', reason: 'Ill since the morning' }]);
	});
});

describe('the tables', () => {
	it('refuse a changed, a removed and a misplaced entry when the code is bypassed', async () => {
		const { db, find } = await aCentre();
		await find(1);
		const [entry] = await entries(db);
		const change = (work: () => Promise<unknown>) =>
			work().then(
				() => undefined,
				(error: unknown) => error
			);
		const faults = [
			await change(() => db.tx((tx) => tx.update(ledgerEntries).set({ amountFen: 0 }))),
			await change(() =>
				db.tx((tx) => tx.delete(ledgerEntries).where(eq(ledgerEntries.id, entry!.id)))
			),
			await change(() =>
				db.tx((tx) => tx.insert(ledgerEntries).values({ ...entry!, id: newId(), seq: 3 }))
			)
		];
		expect(faults.map(isAppendOnlyViolation)).toEqual([true, true, true]);
	});
});
