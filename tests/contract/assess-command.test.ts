import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { figuresText, parseFigures } from '#lib/assessments/figures.ts';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { monthPage, monthTable } from '#lib/assessments/server/assess-page.ts';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { frozenMonths, ledgerEntries, monthLocks } from '#lib/ledger/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { zone, type Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, flawless, review } from '../fixtures/revisions.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

const month = 202_603;
const april = new Date('2026-04-02T02:00:00Z');

interface Answer {
	agents: { staffNo: string; agrees: object; severe: number; score: { tenths: number | null } }[];
	agrees: boolean;
}

async function aMonth() {
	const db = await testDatabase();
	const data = mkdtempSync(path.join(tmpdir(), 'listenback-assess-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	const centre = await reviewCentre(db);
	const { omar, recordingId, ana, lin, departmentId } = centre;
	const reviewId = await review(db, {
		...{ by: omar, recordingId, content: failing('greeting', 'no-invalid-promise') }
	});
	const env = { DATABASE_URL: db.url, LISTENBACK_DATA: data, LISTENBACK_ZONE: zone };
	const assess = async () => {
		const { status, stdout } = await commandLine(env, ['assess', '2026-03', '--json']);
		return { status, ...(JSON.parse(stdout) as Answer) };
	};
	/** As the command of closing leaves it. */
	const close = async () => {
		const { agents } = await assessMonth(db.read, { month, zone });
		const lockId = newId();
		await db.tx(async (tx) => {
			await tx.insert(monthLocks).values({
				...{ id: lockId, businessMonth: month, departmentId, edition: 1, penaltyTable: 1 },
				...{ scheme: 1, figuresSha256: '', at: april, by: ana.id }
			});
			for (const agent of agents)
				await tx.insert(frozenMonths).values({
					...{ lockId, agentId: agent.agentId, businessMonth: month, figuresSha256: '' },
					figures: figuresText(agent)
				});
		});
	};
	const correct = (now: Date) =>
		correctReview(contextOf(db, omar.actor, now), {
			...{ reviewId, content: flawless(), cause: 'correction' },
			reason: 'Heard again: nothing of it was said'
		});
	const page = async (by: Person) => agentMonthPage(contextOf(db, by.actor), month, lin.id);
	return { db, assess, close, correct, page, ...centre };
}

describe('listenback assess', () => {
	it('agrees with the ledger, and says so with 0; with 1 when a line differs', async () => {
		const { db, assess, lin } = await aMonth();
		const { status, agrees, agents } = await assess();
		expect({ status, agrees }).toEqual({ status: 0, agrees: true });
		expect(agents[0]).toMatchObject({
			...{ staffNo: 'A1', severe: 1, agrees: { frozen: null, ledger: true } }
		});
		await db.tx((tx) =>
			tx.insert(ledgerEntries).values({
				...{ id: newId(), agentId: lin.id, businessMonth: month, lineKey: 'severe:x:y', seq: 1 },
				...{ kind: 'severe-item', state: 'provisional', selfReported: false, amountFen: 1000 },
				...{ pointsTenths: 0, cause: 'found', reason: '', by: lin.id, at: april }
			})
		);
		expect(await assess()).toMatchObject({
			...{ status: 1, agrees: false },
			agents: [{ staffNo: 'A1', agrees: { ledger: false } }, {}, {}]
		});
	});

	it('counts a closed month as it stood then, whatever was corrected since, and equals what was frozen', async () => {
		const { assess, close, correct, page, db, ana, lin } = await aMonth();
		const open = await assess();
		await close();
		expect(await correct(new Date(april.getTime() + 60_000))).toMatchObject({ ok: true });
		const closed = await assess();
		expect(closed).toMatchObject({
			...{ status: 0, agrees: true },
			agents: [{ agrees: { frozen: true, ledger: true } }, {}, {}]
		});
		expect(closed.agents.map(({ severe, score }) => [severe, score])).toEqual(
			open.agents.map(({ severe, score }) => [severe, score])
		);
		const [live] = (await assessMonth(db.read, { month, zone, agentIds: [lin.id] })).agents;
		expect(live!.severe).toBe(0);
		expect((await page(lin))!.agent.severe).toBe(1);
		const table = await monthTable(contextOf(db, ana.actor), month);
		expect(table.agents.find(({ agentId }) => agentId === lin.id)!.severe).toBe(1);
		expect(table.teams.find(({ team }) => team === 'North')!.severe).toBe(1);
	});

	it('says with 1 that frozen figures are not what the rows give', async () => {
		const { assess, close, correct } = await aMonth();
		await close();
		// A correction that claims to be older than the closing.
		await correct(new Date(april.getTime() - 60_000));
		expect(await assess()).toMatchObject({
			...{ status: 1, agrees: false },
			agents: [{ agrees: { frozen: false } }, {}, {}]
		});
	});

	it('freezes figures that are read as they were written', async () => {
		const { db } = await aMonth();
		const { agents } = await assessMonth(db.read, { month, zone });
		expect(agents.map((agent) => parseFigures(figuresText(agent)))).toEqual(agents);
	});
});

describe('the page of a month', () => {
	it('orders by score for those who read whole teams, never for an agent', async () => {
		const { db, lin, ana } = await aMonth();
		const seen = async (by: Person) => monthPage(contextOf(db, by.actor, at(9)), month, true);
		const forHead = await seen(ana);
		expect(forHead).toMatchObject({ ranks: true, byScore: true });
		expect(forHead.agents.map(({ rank }) => rank)).toEqual([null, null, null]);
		const own = await seen(lin);
		expect(own).toMatchObject({ ranks: false, byScore: false, leaders: [] });
		expect(own.agents.map(({ agent }) => agent.agentId)).toEqual([lin.id]);
	});
});
