import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '#lib/accountability/case-forms.ts';
import type { CaseStep } from '#lib/accountability/measure.ts';
import { escalateCase, takeCaseStep } from '#lib/accountability/server/case-steps.ts';
import { openCase } from '#lib/accountability/server/open-case.ts';
import { casePage, casePageData } from '#lib/accountability/server/queries.ts';
import { remindOfCases } from '#lib/accountability/server/overdue-cases.ts';
import { caseMeasures, caseStepRows } from '#lib/accountability/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { accountLinks } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addPerson, exampleCentre, type Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const facts = 'Promised three callers a repair on the same evening';
const input = (over: Partial<CaseInput> = {}): CaseInput => ({
	...{ staffNo: 'A1', month: 202_603, facts, deadlineDay: 20_260_310, grounds: [] },
	measures: [
		{ measure: 'self-criticism', amountFen: 0, words: 'One page' },
		{ measure: 'performance-pay', amountFen: 5000, words: '' }
	],
	...over
});
const day = 86_400_000;
const later = (days: number) => new Date(reviewedAt.getTime() + days * day);

async function opened(db: Db, by: Person, over: Partial<CaseInput> = {}): Promise<string> {
	const outcome = await openCase(contextOf(db, by.actor), input(over));
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.caseId;
}

const steps =
	(db: Db, caseId: string) =>
	(by: Person, step: CaseStep, words = 'Talked it through') =>
		takeCaseStep(contextOf(db, by.actor), { caseId, step, words });

const money = async (db: Db, person: Person, month = 202_603) =>
	(await standingLines(db.read, { month, agentIds: [person.id] })).map(
		({ lineKey, state, amountFen }) => [lineKey.split(':').at(-1), state, amountFen]
	);

describe('an accountability case', () => {
	it('is opened by a head or a lead within reach, never about oneself, and numbered', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, auditor } = await exampleCentre(db);
		const open = async (by: Person, over: Partial<CaseInput> = {}) => {
			const outcome = await openCase(contextOf(db, by.actor), input(over));
			return outcome.ok ? outcome.ok : outcome.refusal;
		};
		expect(await open(sun)).toBe('no-such-person');
		expect(await open(auditor)).toBe('not-allowed');
		expect(await open(lin)).toBe('not-allowed');
		expect(await open(lin, { staffNo: 'A2' })).toBe('no-such-person');
		expect(await open(ana, { staffNo: 'H1' })).toBe('not-allowed');
		expect(await open(omar, { staffNo: 'L1' })).toBe('not-allowed');
		expect(await open(omar, { staffNo: 'H1' })).toBe('no-such-person');
		expect(await open(ana, { staffNo: 'nobody' })).toBe('no-such-person');
		expect(await open(ana, { facts: 'Too short' })).toBe('facts-too-short');
		expect(await open(ana, { deadlineDay: 20_260_302 })).toBe('deadline-past');
		expect(await db.read.$count(auditEntries)).toBe(0);

		const first = await opened(db, omar);
		const second = await opened(db, ana, { staffNo: 'L1' });
		const { rows } = await casePage(contextOf(db, ana.actor), { filter: {} });
		const numbers = new Map(rows.map(({ id, year, number }) => [id, `${year}-${number}`]));
		expect([first, second].map((id) => numbers.get(id))).toEqual(['2026-1', '2026-2']);
		const notices = await db.read.select().from(notifications);
		expect(notices.map(({ kind, userId }) => [kind, userId]).sort()).toEqual(
			[
				['case-opened', ana.id],
				['case-opened', lin.id],
				['case-opened', omar.id]
			].sort()
		);
	});

	it('is not opened by another account of the same person', async () => {
		const db = await testDatabase();
		const { ana, lin, north } = await exampleCentre(db);
		const other = await addPerson(db, { staffNo: 'H2', role: 'department-head', place: north });
		await db.tx((tx) =>
			tx
				.insert(accountLinks)
				.values({ userId: other.id, personId: lin.id, at: reviewedAt, by: ana.id })
		);
		expect(await openCase(contextOf(db, other.actor), input())).toMatchObject({
			refusal: 'not-allowed'
		});
		const caseId = await opened(db, ana);
		expect(await steps(db, caseId)(other, 'served')).toMatchObject({ refusal: 'not-allowed' });
	});

	it('rests on findings about the same person alone', async () => {
		const db = await testDatabase();
		const { ana, omar, wei, recordingId } = await reviewCentre(db);
		const reviewId = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const grounds = [{ kind: 'review' as const, subjectId: reviewId }];
		const open = (over: Partial<CaseInput>) =>
			openCase(contextOf(db, ana.actor), input({ grounds, ...over }));
		expect(await open({ staffNo: wei.staffNo })).toMatchObject({ refusal: 'ground-wrong' });
		const unknown = [...grounds, { kind: 'concealment' as const, subjectId: newId() }];
		expect(await open({ grounds: unknown })).toMatchObject({ refusal: 'ground-wrong' });
		const caseId = await opened(db, ana, { grounds });
		const data = await casePageData(contextOf(db, ana.actor), caseId);
		expect(data!.grounds).toMatchObject([{ kind: 'review', path: `/reviews/${reviewId}` }]);
	});

	it('goes its way, each step by whose it is, once; the money stands when it is served', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor } = await exampleCentre(db);
		const caseId = await opened(db, omar);
		const take = steps(db, caseId);
		expect(await take(sun, 'served')).toMatchObject({ refusal: 'not-found' });
		expect(await take(wei, 'acknowledged')).toMatchObject({ refusal: 'not-found' });
		for (const by of [omar, lin, auditor])
			expect(await take(by, 'served'), by.staffNo).toMatchObject({ refusal: 'not-allowed' });
		expect(await take(lin, 'acknowledged')).toMatchObject({ refusal: 'wrong-state' });
		expect(await take(lin, 'statement', 'The dispatcher had told me so')).toMatchObject({
			ok: true
		});
		expect(await money(db, lin)).toEqual([]);
		expect(await take(ana, 'served')).toMatchObject({ ok: true });
		expect(await take(ana, 'served')).toMatchObject({ refusal: 'wrong-state' });
		expect(await money(db, lin)).toEqual([['performance-pay', 'confirmed', 5000]]);
		expect(await take(ana, 'acknowledged')).toMatchObject({ refusal: 'not-allowed' });
		expect(await take(lin, 'acknowledged', '')).toMatchObject({ ok: true });
		expect(await take(lin, 'rectified', ' ')).toMatchObject({ refusal: 'words-missing' });
		expect(await take(lin, 'rectified')).toMatchObject({ ok: true });
		const twice = await Promise.all([take(ana, 'checked'), take(ana, 'checked')]);
		expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await take(lin, 'closed')).toMatchObject({ refusal: 'not-allowed' });
		expect(await take(ana, 'closed')).toMatchObject({ ok: true });
		expect(await take(lin, 'statement')).toMatchObject({ refusal: 'wrong-state' });
		const entries = await db.read
			.select({ kind: auditEntries.kind })
			.from(auditEntries)
			.where(eq(auditEntries.subject, `case:${caseId}`));
		expect(entries.map(({ kind }) => kind.slice(5))).toEqual([
			...['opened', 'stated', 'served', 'acknowledged', 'rectified', 'checked', 'closed']
		]);
		for (const table of [caseStepRows, caseMeasures])
			await expect(db.tx((tx) => tx.delete(table))).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('is escalated to a further case with more measures, which takes its place in the ledger', async () => {
		const db = await testDatabase();
		const { ana, omar, lin } = await exampleCentre(db);
		const caseId = await opened(db, ana);
		const { month, deadlineDay, measures } = input();
		const escalate = (over: object, by = ana) =>
			escalateCase(contextOf(db, by.actor), {
				caseId,
				month,
				facts,
				deadlineDay,
				measures,
				...over
			});
		const further = [...measures, { measure: 'compensation' as const, amountFen: 700, words: '' }];
		expect(await escalate({ measures: further })).toMatchObject({ refusal: 'wrong-state' });
		await steps(db, caseId)(ana, 'served');
		expect(await escalate({})).toMatchObject({ refusal: 'no-more-measures' });
		expect(await escalate({ measures: further }, omar)).toMatchObject({ refusal: 'not-allowed' });
		const outcome = await escalate({ measures: further });
		if (!outcome.ok) throw new Error(outcome.refusal);
		expect(await escalate({ measures: further })).toMatchObject({ refusal: 'wrong-state' });
		expect(await money(db, lin)).toEqual([['performance-pay', 'cancelled', 0]]);
		const { caseId: next } = outcome.value;
		await steps(db, next)(ana, 'served');
		expect((await money(db, lin)).sort()).toEqual([
			['compensation', 'confirmed', 700],
			['performance-pay', 'cancelled', 0],
			['performance-pay', 'confirmed', 5000]
		]);
		const shown = (id: string) => casePageData(contextOf(db, lin.actor), id);
		expect(await shown(next)).toMatchObject({ related: { before: { id: caseId }, after: null } });
		expect(await shown(caseId)).toMatchObject({ related: { before: null, after: { id: next } } });
	});

	it('is listed within reach by state, person, month and measure', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor } = await exampleCentre(db);
		const mine = await opened(db, omar);
		const lead = await opened(db, ana, { staffNo: 'L1', month: 202_604 });
		const list = async (by: Person, filter = {}, now = reviewedAt) =>
			(await casePage(contextOf(db, by.actor, now), { filter })).rows.map(({ id }) => id).sort();
		for (const by of [ana, auditor, omar])
			expect(await list(by), by.staffNo).toEqual([lead, mine].sort());
		expect(await list(lin)).toEqual([mine]);
		expect(await list(wei)).toEqual([]);
		expect(await list(sun)).toEqual([]);
		expect(await list(ana, { state: 'opened', person: 'A1' })).toEqual([mine]);
		expect(await list(ana, { month: 202_604 })).toEqual([lead]);
		expect(await list(ana, { measure: 'compensation' })).toEqual([]);
		expect(await list(ana, { measure: 'performance-pay' })).toHaveLength(2);
		await steps(db, mine)(ana, 'served');
		expect(await list(ana, { state: 'served' })).toEqual([mine]);
		expect(await list(ana, { state: 'overdue' })).toEqual([]);
		expect(await list(ana, { state: 'overdue' }, later(9))).toEqual([mine]);
		expect(await casePageData(contextOf(db, wei.actor), mine)).toBeUndefined();
		expect(await casePageData(contextOf(db, ana.actor), 'x')).toBeUndefined();
	});

	it('tells once that the deadline passed without rectification', async () => {
		const db = await testDatabase();
		const { ana, omar, lin } = await exampleCentre(db);
		const caseId = await opened(db, omar);
		await steps(db, caseId)(ana, 'served');
		const run = (days: number) =>
			remindOfCases(contextOf(db, systemActor('scheduler'), later(days)));
		await run(8);
		const told = async () =>
			(await db.read.select().from(notifications))
				.filter(({ kind }) => kind === 'case-overdue')
				.map(({ userId }) => userId);
		expect(await told()).toEqual([]);
		await run(9);
		await run(10);
		expect((await told()).sort()).toEqual([ana.id, lin.id, omar.id].sort());
	});
});
