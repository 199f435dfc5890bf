import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { parseFigures } from '#lib/assessments/figures.ts';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { closePage } from '#lib/assessments/server/close-page.ts';
import { lockMonth } from '#lib/assessments/server/lock-month.ts';
import { frozenAgents } from '#lib/assessments/server/locks.ts';
import { askUnlock, decideUnlock } from '#lib/assessments/server/unlock-month.ts';
import { auditCheckpoints, auditEntries } from '#lib/audit/server/schema.ts';
import { blocksOf } from '#lib/custody/server/blocks.ts';
import { confirmLines } from '#lib/ledger/server/post.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { provenAt, unproven } from '../fixtures/custody.ts';
import { addPerson, type Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'listenback-close-'));
afterAll(() => rmSync(folder, { recursive: true }));

const month = 202_603;
const april = new Date('2026-04-02T02:00:00Z');
const later = (minutes: number) => new Date(april.getTime() + minutes * 60_000);

async function aMonth() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { departmentId, ana, omar, recordingId } = centre;
	const ben = await addPerson(db, { staffNo: 'H2', role: 'department-head', place: centre.north });
	const content = failing('no-invalid-promise');
	const reviewId = await review(db, { by: omar, recordingId, content });
	const close = async (who: Person, now = april, of = { month, departmentId }) =>
		lockMonth(inContext(db, who, now), { ...of, proof: await provenAt(db, who, now) });
	return { ...centre, db, ben, reviewId, close, ana };
}

const inContext = (db: Db, { actor }: Person, now: Date) => ({
	...contextOf(db, actor, now),
	config: { checkpointKey: path.join(folder, 'checkpoint.key') }
});

async function confirmAll(db: Db, by: Person, agent: Person) {
	const lines = await standingLines(db.read, { month, agentIds: [agent.id] });
	const keys = new Set(lines.map(({ lineKey }) => lineKey));
	const of = { agentId: agent.id, businessMonth: month };
	await db.tx((tx) => confirmLines({ tx, ...contextOf(db, by.actor, april) }, of, keys));
}

it('closes when nothing is open, freezes what is shown, and signs the chain', async () => {
	const { db, ana, omar, lin, auditor, departmentId, recordingId, close } = await aMonth();
	expect(await close(ana, new Date('2026-03-31T15:00:00Z'))).toMatchObject({
		refusal: 'month-not-over'
	});
	expect(await close(ana)).toMatchObject({
		refusal: 'open-items',
		facts: { 'severe-items': 1 }
	});
	await confirmAll(db, ana, lin);
	expect(await close(omar)).toMatchObject({ refusal: 'not-found' });
	expect(await close(auditor)).toMatchObject({ refusal: 'not-allowed' });
	expect(await close(ana, april, { month, departmentId: newId() })).toMatchObject({
		refusal: 'not-found'
	});
	const unsure = { month, departmentId, proof: unproven };
	expect(await lockMonth(inContext(db, ana, april), unsure)).toMatchObject({
		refusal: 'step-up-needed'
	});

	const before = await assessMonth(db.read, { month, zone: 'Asia/Shanghai' });
	const both = await Promise.all([close(ana), close(ana)]);
	expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
	expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-closed' });
	const frozen = (await frozenAgents(db.read, month)).get(lin.id)!;
	expect(parseFigures(frozen.figures)).toEqual(
		JSON.parse(JSON.stringify(before.agents.find(({ agentId }) => agentId === lin.id)))
	);
	const kinds = await db.read
		.select({ kind: auditEntries.kind })
		.from(auditEntries)
		.where(eq(auditEntries.kind, 'month.closed'));
	expect(kinds).toHaveLength(1);
	expect((await db.read.select().from(auditCheckpoints)).length).toBeGreaterThan(0);

	expect((await blocksOf(db.read, recordingId)).map(({ kind }) => kind)).toEqual(['closed-month']);

	// Nothing gets into a closed month, whoever writes.
	const [entry] = await db.read
		.select()
		.from(ledgerEntries)
		.orderBy(asc(ledgerEntries.id))
		.limit(1);
	const forced = db.tx((tx) =>
		tx.insert(ledgerEntries).values({ ...entry!, id: newId(), seq: entry!.seq + 9 })
	);
	await expect(forced).rejects.toThrow();
});

it('a later correction becomes an entry of the open month that points back', async () => {
	const { db, ana, omar, lin, reviewId, close } = await aMonth();
	await confirmAll(db, ana, lin);
	expect(await close(ana)).toMatchObject({ ok: true });
	const frozen = (await frozenAgents(db.read, month)).get(lin.id)!;
	const corrected = await correctReview(contextOf(db, omar.actor, later(10)), {
		...{ reviewId, content: flawless(), cause: 'correction' },
		reason: 'Heard again: the address was right'
	});
	expect(corrected).toMatchObject({ ok: true });
	expect((await frozenAgents(db.read, month)).get(lin.id)).toEqual(frozen);
	const [made] = (await standingLines(db.read, { month: 202_604, agentIds: [lin.id] })).filter(
		({ kind }) => kind === 'adjustment'
	);
	expect(made).toMatchObject({ amountFen: -1000, state: 'confirmed' });
	const [severe] = await standingLines(db.read, { month, agentIds: [lin.id] });
	expect(made!.pointsTo).toBe(severe!.entryId);
});

it('is opened again by two, and closed as a new edition', async () => {
	const { db, ana, ben, omar, lin, reviewId, departmentId, close } = await aMonth();
	await confirmAll(db, ana, lin);
	await close(ana);
	await correctReview(contextOf(db, omar.actor, later(10)), {
		...{ reviewId, content: flawless(), cause: 'correction' },
		reason: 'Heard again: the address was right'
	});
	const of = { month, departmentId };
	const reason = 'The rulings of the last week were forgotten';
	const ask = async (who: Person, words: string) =>
		askUnlock(inContext(db, who, later(20)), {
			...{ ...of, reason: words },
			proof: await provenAt(db, who, later(20))
		});
	expect(await ask(omar, reason)).toMatchObject({ refusal: 'not-found' });
	expect(await ask(ana, '…')).toMatchObject({ refusal: 'reason-missing' });
	const asked = await ask(ana, reason);
	const requestId = (asked.ok && asked.value.requestId) || '';
	expect(await ask(ben, reason)).toMatchObject({ refusal: 'already-asked' });
	const decide = async (who: Person) =>
		decideUnlock(inContext(db, who, later(30)), {
			...{ requestId, outcome: 'confirmed' as const, reason: '' },
			proof: await provenAt(db, who, later(30))
		});
	expect(await decide(ana)).toMatchObject({ refusal: 'same-person' });
	expect(await decide(omar)).toMatchObject({ refusal: 'not-found' });
	const page = (await closePage(inContext(db, ben, later(25)), month, null))!;
	expect(page.request).toMatchObject({ id: requestId, mine: false, reason });
	expect(await decide(ben)).toMatchObject({ ok: true });
	expect(await decide(ben)).toMatchObject({ ok: false });

	// What was made good elsewhere falls away: the month itself says it again.
	const after = await standingLines(db.read, { month: 202_604, agentIds: [lin.id] });
	expect(after.map(({ state, amountFen }) => [state, amountFen])).toEqual([['cancelled', 0]]);
	const [line] = await standingLines(db.read, { month, agentIds: [lin.id] });
	expect(line).toMatchObject({ kind: 'severe-item', state: 'cancelled', amountFen: 0 });
	expect(await close(ana, later(40))).toMatchObject({ ok: true });
	const editions = (await closePage(inContext(db, ana, later(50)), month, null))!.editions;
	expect(editions.map(({ edition, unlockReason }) => [edition, unlockReason])).toEqual([
		[1, reason],
		[2, null]
	]);
});
