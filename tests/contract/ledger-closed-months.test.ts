import { describe, expect, it } from 'vitest';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { confirmLines, postLines, type LedgerScribe } from '#lib/ledger/server/post.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { postReviewLines } from '#lib/reviews/server/month-lines.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { aFinding, closeMonth, linesOf, march, openAgain, SEVERE } from '../fixtures/ledger.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, flawless } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const april = 202_604;
const inApril = (day: number) => new Date(Date.UTC(2026, 3, day, 2));

/** Five confirmed severe items of Lin's in March, closed. */
async function aClosedMonth() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { lin, omar, north, ana, departmentId } = centre;
	const found: Awaited<ReturnType<typeof aFinding>>[] = [];
	for (const minutes of [10, 20, 30, 40, 50])
		found.push(await aFinding(db, { agent: lin, place: north, by: omar, minutes }));
	await confirmAll(db, ana, lin);
	const close = { by: ana, departmentId, agents: [lin] };
	const lockId = await closeMonth(db, { month: march, ...close });
	const correct = async (nth: number, content: DraftContent, now: Date) => {
		const one = found[nth - 1]!;
		const outcome = await correctReview(contextOf(db, ana.actor, now), {
			...{ reviewId: one.reviewId, content, reason: 'Heard again with the map open' },
			cause: 'correction'
		});
		if (!outcome.ok) throw new Error(outcome.refusal);
		one.reviewId = outcome.value.reviewId;
	};
	return { db, ...centre, found, lockId, close, correct };
}

const scribing = <Value>(
	db: Db,
	by: Person,
	now: Date,
	work: (s: LedgerScribe) => Promise<Value>
) => db.tx((tx) => work({ tx, ...contextOf(db, by.actor, now) }));

async function confirmAll(db: Db, by: Person, agent: Person, month = march, now = at(1)) {
	const lines = await standingLines(db.read, { month, agentIds: [agent.id] });
	const keys = new Set(lines.map(({ lineKey }) => lineKey));
	const of = { agentId: agent.id, businessMonth: month };
	await scribing(db, by, now, (scribe) => confirmLines(scribe, of, keys));
}

const told = async (db: Db, agent: Person, month: number) =>
	(await linesOf(db, { agent, month })).map(({ kind, state, amountFen }) => [
		kind,
		state,
		amountFen
	]);
const sum = async (db: Db, agent: Person) =>
	[...(await linesOf(db, { agent })), ...(await linesOf(db, { agent, month: april }))].reduce(
		(total, { amountFen }) => total + amountFen,
		0
	);

describe('a closed month', () => {
	it('takes no entry; what changes in it is made good in the open month, pointing back', async () => {
		const { db, lin, found, correct } = await aClosedMonth();
		const before = await linesOf(db, { agent: lin });
		expect(before.map(({ amountFen }) => amountFen)).toEqual([1000, 1000, 1000, 6000, 6000]);
		await correct(2, flawless(), inApril(3));
		expect(await linesOf(db, { agent: lin })).toEqual(before);
		const after = await linesOf(db, { agent: lin, month: april });
		const key = (nth: number) =>
			`after:${march}:severe:${found[nth - 1]!.recordingId}:invalid-promise`;
		expect(after).toMatchObject([
			{
				lineKey: key(2),
				...{ kind: 'adjustment', state: 'confirmed', amountFen: -1000, cause: 'after-close' },
				...{ pointsTo: before[1]!.entryId, reason: 'Heard again with the map open' }
			},
			{ lineKey: key(4), state: 'confirmed', amountFen: -5000, pointsTo: before[3]!.entryId }
		]);
		expect(await sum(db, lin)).toBe(1000 + 1000 + 1000 + 6000);
	});

	it('is made good again and again, each time by what is still owed', async () => {
		const { db, lin, correct } = await aClosedMonth();
		await correct(2, flawless(), inApril(3));
		await correct(3, flawless(), inApril(4));
		expect(await sum(db, lin)).toBe(3000);
		await correct(2, failing(SEVERE), inApril(5));
		expect(await sum(db, lin)).toBe(9000);
		await correct(3, failing(SEVERE), inApril(6));
		expect(await sum(db, lin)).toBe(15_000);
		expect((await told(db, lin, april)).every(([, state]) => state === 'cancelled')).toBe(true);
	});

	it('goes on in the next open month when the one that made it good is closed meanwhile', async () => {
		const { db, lin, close, correct } = await aClosedMonth();
		await correct(2, flawless(), inApril(3));
		await closeMonth(db, { ...close, month: april });
		await correct(3, flawless(), inApril(4));
		expect((await told(db, lin, april)).map(([, , fen]) => fen)).toEqual([-1000, -5000]);
		const may = await linesOf(db, { agent: lin, month: 202_605 });
		expect(may.map(({ amountFen }) => amountFen)).toEqual([-1000, -5000]);
		await correct(2, failing(SEVERE), inApril(5));
		const all = await linesOf(db, { agent: lin, month: 202_605 });
		expect((await sum(db, lin)) + all.reduce((total, line) => total + line.amountFen, 0)).toBe(
			9000
		);
	});

	it('lets what is found only later wait for a head', async () => {
		const { db, lin, omar, north, ana } = await aClosedMonth();
		const late = { agent: lin, place: north, by: omar, minutes: 60, now: inApril(2) };
		await aFinding(db, { ...late, keys: [SEVERE, 'greeting'] });
		expect(await told(db, lin, april)).toEqual([['adjustment', 'provisional', 6000]]);
		await confirmAll(db, ana, lin, april, inApril(3));
		expect(await told(db, lin, april)).toEqual([['adjustment', 'confirmed', 6000]]);
		const of = { agentId: lin.id, businessMonth: march };
		const count = async () => (await db.read.select().from(ledgerEntries)).length;
		const entries = await count();
		await scribing(db, omar, inApril(4), (scribe) =>
			postReviewLines(scribe, of, { cause: 'found' })
		);
		expect(await count()).toBe(entries);
	});

	it('takes back what was made good when it is found wrong later', async () => {
		const { db, lin, omar, north, ana } = await aClosedMonth();
		const late = { agent: lin, place: north, by: omar, minutes: 60, now: inApril(2) };
		const { reviewId } = await aFinding(db, late);
		await correctReview(contextOf(db, ana.actor, inApril(3)), {
			...{ reviewId, content: flawless(), reason: 'The promise was the allowed one' },
			cause: 'correction'
		});
		expect(await told(db, lin, april)).toEqual([['adjustment', 'cancelled', 0]]);
	});

	it('that is opened again says it itself, and what made it good falls away', async () => {
		const { db, lin, ana, lockId, close, correct } = await aClosedMonth();
		await correct(2, flawless(), inApril(3));
		await openAgain(db, lockId, ana);
		const of = { agentId: lin.id, businessMonth: march };
		await scribing(db, ana, inApril(4), (scribe) =>
			postReviewLines(scribe, of, { cause: 'corrected' })
		);
		expect((await told(db, lin, march)).map(([, , fen]) => fen)).toEqual([
			1000, 0, 1000, 1000, 6000
		]);
		expect((await told(db, lin, april)).map(([, state]) => state)).toEqual([
			'cancelled',
			'cancelled'
		]);
		await closeMonth(db, { ...close, month: march, edition: 2 });
		await correct(4, flawless(), inApril(5));
		expect(await sum(db, lin)).toBe(3000);
	});

	it('of one agent leaves another’s open; lines of other kinds are made good alike', async () => {
		const { db, lin, wei, omar, north, ana } = await aClosedMonth();
		await aFinding(db, { agent: wei, place: north, by: omar, minutes: 5, now: inApril(2) });
		expect(await told(db, wei, march)).toEqual([['severe-item', 'provisional', 1000]]);
		const line = {
			...{ lineKey: 'adjustment:1', kind: 'adjustment' as const, recordingId: null },
			...{ callStartedAt: null, reviewId: null, itemKey: null, code: null, evidenceId: null },
			...{ atMs: null, selfReported: false, amountFen: -2500, pointsTenths: 10 }
		};
		await scribing(db, ana, inApril(3), (scribe) =>
			postLines(
				scribe,
				{ agentId: lin.id, businessMonth: march },
				{ kinds: ['adjustment'], lines: [line], cause: 'decided', reason: 'Helped out at night' }
			)
		);
		expect(await linesOf(db, { agent: lin, month: april })).toMatchObject([
			{
				lineKey: `after:${march}:adjustment:1`,
				...{ amountFen: -2500, pointsTenths: 10, pointsTo: null, state: 'confirmed' }
			}
		]);
	});

	it('refuses an entry when the code is bypassed', async () => {
		const { db, lin } = await aClosedMonth();
		const [entry] = await db.read.select().from(ledgerEntries);
		const insert = (agentId: string) =>
			db
				.tx((tx) =>
					tx
						.insert(ledgerEntries)
						.values({ ...entry!, id: newId(), agentId, lineKey: 'severe:x:y', seq: 1 })
				)
				.then(
					() => false,
					(error: unknown) => isAppendOnlyViolation(error)
				);
		expect(await insert(lin.id)).toBe(true);
	});
});

describe('two posts of a month at the same time', () => {
	it('follow one another', async () => {
		const db = await testDatabase();
		const { lin, omar, north } = await reviewCentre(db);
		await Promise.all(
			[40, 10, 30, 20, 50].map((minutes) =>
				aFinding(db, { agent: lin, place: north, by: omar, minutes })
			)
		);
		expect((await told(db, lin, march)).map(([, , fen]) => fen)).toEqual([
			1000, 1000, 1000, 6000, 6000
		]);
		const entries = await db.read.select().from(ledgerEntries);
		const keys = entries.map(({ lineKey, seq }) => `${lineKey} ${seq}`);
		expect(new Set(keys).size).toBe(keys.length);
	});
});
