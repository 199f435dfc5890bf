import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { letterFacts } from '#lib/accountability/server/letter.ts';
import { letterPdf } from '#lib/accountability/server/letter-pdf.ts';
import { followUps } from '#lib/accountability/server/follow-ups.ts';
import { takeCaseStep } from '#lib/accountability/server/case-steps.ts';
import { letterText } from '#lib/accountability/ui/letter-text.ts';
import { payBases } from '#lib/assessments/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { zone, type Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';
import { answerOf, eventOf, handlerOf } from '../support/route-call.ts';

/** Asks a route as the person, with a form when it is an action. */
const asking =
	(db: Db) =>
	async (
		by: Person,
		of: [string, string],
		asked: { id?: string; form?: object; search?: string }
	) => {
		const locals = { db, actor: by.actor, now: reviewedAt, zone, locale: 'en' };
		const { id = newId(), form = {}, search } = asked;
		const event = eventOf(locals, { of, id, form: { ...form }, ...(search && { search }) });
		return answerOf(await handlerOf(...of), event);
	};

const filled = {
	...{ staffNo: 'A1', facts: 'Promised three callers a repair on the same evening' },
	...{ measure: 'performance-pay', 'amount.performance-pay': '50.5', deadline: '2026-03-10' },
	month: '2026-03'
};

describe('the pages of cases', () => {
	it('open, show, answer and print a case', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, auditor, recordingId } = await reviewCentre(db);
		const reviewId = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const ask = asking(db);
		const search = `?from=review:${reviewId}`;
		const begun = await ask(ana, ['/cases/new', 'load'], { search });
		expect(JSON.parse(begun.body)).toMatchObject({
			...{ person: { staffNo: 'A1' }, month: 202_603, groundsText: `review:${reviewId}` }
		});
		const far = await ask(sun, ['/cases/new', 'load'], { search });
		expect(JSON.parse(far.body)).toMatchObject({ person: null, grounds: [] });
		for (const by of [lin, auditor])
			expect(await ask(by, ['/cases/new', 'load'], {})).toMatchObject({ status: 403 });
		const post = (form: object, by = ana) => ask(by, ['/cases/new', '?/default'], { form });
		expect(await post(filled, lin)).toMatchObject({ status: 403 });
		const short = await post({ ...filled, facts: 'Short' });
		expect(short.status).toBe(422);
		expect(JSON.parse(short.body)).toMatchObject({
			data: { refusal: 'facts-too-short', kept: { facts: 'Short' }, chosen: ['performance-pay'] }
		});
		expect(await post({ ...filled, deadline: 'soon' })).toMatchObject({ status: 422 });
		expect(await post({ ...filled, 'amount.performance-pay': '1e3' })).toMatchObject({
			status: 422
		});
		const opened = await post({ ...filled, grounds: `review:${reviewId}` });
		expect(opened).toMatchObject({ status: 303, body: expect.stringMatching(/^\/cases\//) });

		const id = opened.body.slice('/cases/'.length);
		const page = ['/cases/[id]', 'load'] as [string, string];
		for (const by of [ana, omar, lin, auditor])
			expect(await ask(by, page, { id }), by.staffNo).toMatchObject({ status: 200 });
		expect(await ask(sun, page, { id })).toMatchObject({ status: 404 });
		const act = (by: Person, name: string, words = '') =>
			ask(by, ['/cases/[id]', `?/${name}`], { id, form: { words } });
		expect(await act(sun, 'service')).toMatchObject({ status: 404 });
		expect(await act(omar, 'service')).toMatchObject({ status: 403 });
		expect(await act(ana, 'service')).toMatchObject({ status: 200 });
		expect(await act(ana, 'service')).toMatchObject({ status: 409 });
		expect(await act(lin, 'statement', ' ')).toMatchObject({ status: 422 });
		const escalation = ['/cases/[id]/escalation', 'load'] as [string, string];
		expect(await ask(omar, escalation, { id })).toMatchObject({ status: 403 });
		expect(await ask(ana, escalation, { id })).toMatchObject({ status: 200 });
		const pdf = ['/cases/[id]/letter.pdf', 'GET'] as [string, string];
		expect(await ask(sun, pdf, { id })).toMatchObject({ status: 404 });
		expect((await ask(lin, pdf, { id, search: '?locale=en' })).body).toMatch(/^%PDF/);
		const entries = await db.read
			.select({ actor: auditEntries.actor })
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'case.exported'));
		expect(entries).toEqual([{ actor: lin.id }]);
	});

	it('warn a head when the month passes a fifth of the pay base', async () => {
		const db = await testDatabase();
		const { ana, lin } = await reviewCentre(db);
		const ask = asking(db);
		const opened = await ask(ana, ['/cases/new', '?/default'], { form: filled });
		const id = opened.body.slice('/cases/'.length);
		const share = async (by: Person) => {
			const { body } = await ask(by, ['/cases/[id]', 'load'], { id });
			return (JSON.parse(body) as { pay: { share: number } | null }).pay;
		};
		expect(await share(ana)).toBeNull();
		const row = {
			id: newId(),
			agentId: lin.id,
			effectiveFrom: 202_601,
			by: ana.id,
			at: reviewedAt
		};
		await db.tx((tx) => tx.insert(payBases).values({ ...row, amountFen: 20_200 }));
		expect(await share(ana)).toEqual({ share: 250, most: 200 });
		expect(await share(lin)).toBeNull();
	});
});

describe('the letter', () => {
	it('says the same in both languages, with the statement, and counts its pages', async () => {
		const db = await testDatabase();
		const { ana, lin, wei } = await reviewCentre(db);
		const opened = await asking(db)(ana, ['/cases/new', '?/default'], { form: filled });
		const caseId = opened.body.slice('/cases/'.length);
		const said = { caseId, step: 'statement' as const, words: '调度员当时确认当晚可以上门' };
		await takeCaseStep(contextOf(db, lin.actor), said);
		expect(await letterFacts(contextOf(db, wei.actor), caseId)).toBeUndefined();
		const facts = (await letterFacts(contextOf(db, lin.actor), caseId))!;
		const [en, zh] = [letterText(facts, 'en'), letterText(facts, 'zh-CN')];
		expect(en.number).toBe('No. 2026-0001');
		expect(zh.number).toBe('编号：2026-0001');
		expect(zh.title).toBe('问责通知书');
		expect(zh.parts.map(({ paragraphs }) => paragraphs.join(' ')).join(' ')).toContain(
			'2026年3月10日'
		);
		expect(en.parts).toHaveLength(zh.parts.length);
		expect(zh.parts.at(-1)!.paragraphs).toEqual([said.words]);
		expect(JSON.stringify(en.parts)).toContain('¥50.50');
		const long = { ...zh, parts: Array.from({ length: 9 }, () => zh.parts).flat() };
		const pages = (bytes: Buffer) => bytes.toString('latin1').match(/\/Type \/Page\b/g)!.length;
		expect(pages(await letterPdf(zh, { compress: false }))).toBe(1);
		expect(pages(await letterPdf(long, { compress: false }))).toBeGreaterThan(2);
	});
});

it('the page of the day names the steps that are the reader’s own', async () => {
	const db = await testDatabase();
	const { ana, omar, lin, wei } = await reviewCentre(db);
	const opened = await asking(db)(omar, ['/cases/new', '?/default'], { form: filled });
	const caseId = opened.body.slice('/cases/'.length);
	const waits = async (by: Person) =>
		(await followUps(contextOf(db, by.actor))).map(({ kind, name, late }) => [kind, name, late]);
	const line = [['case', '2026-0001', false]];
	expect(await waits(ana)).toEqual(line);
	for (const by of [omar, lin, wei]) expect(await waits(by), by.staffNo).toEqual([]);
	await takeCaseStep(contextOf(db, ana.actor), { caseId, step: 'served', words: '' });
	expect(await waits(lin)).toEqual(line);
	expect(await waits(ana)).toEqual([]);
});
