import { describe, expect, it } from 'vitest';
import { adjustmentPage, proposable } from '#lib/assessments/server/adjustments-page.ts';
import { proposeAdjustment, ruleAdjustment } from '#lib/assessments/server/adjustments.ts';
import { confirmSevere } from '#lib/assessments/server/confirm-severe.ts';
import { linePage } from '#lib/assessments/server/line-page.ts';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { enterPayBase } from '#lib/assessments/server/pay-base.ts';
import { severePage } from '#lib/assessments/server/severe-items.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { aFinding, march } from '../fixtures/ledger.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

async function aMonth() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { lin, omar, north, ana } = centre;
	const found: Awaited<ReturnType<typeof aFinding>>[] = [];
	for (const minutes of [10, 20, 30, 40])
		found.push(await aFinding(db, { agent: lin, place: north, by: omar, minutes }));
	const as = (by: Person, now = at(20)) => contextOf(db, by.actor, now);
	const lineKey = `severe:${found[3]!.recordingId}:invalid-promise`;
	return { db, ...centre, as, lineKey, head: ana };
}

describe('the page of severe items', () => {
	it('shows what waits, with its count and price, to the head alone, by state and team', async () => {
		const { lin, omar, sun, ana, north, south, as, lineKey } = await aMonth();
		const shown = async (by: Person, filter = {}) =>
			(
				await severePage(as(by), { month: march, filter: { state: 'provisional', ...filter } })
			).rows.map(({ nth, amountFen, extraFen }) => [nth, amountFen, extraFen]);
		expect(await shown(ana)).toEqual([
			[4, 6000, 5000],
			[3, 1000, 0],
			[2, 1000, 0],
			[1, 1000, 0]
		]);
		for (const person of [omar, sun, lin]) expect(await shown(person)).toEqual([]);
		expect(await shown(ana, { team: north.teamId })).toHaveLength(4);
		expect(await shown(ana, { team: south.teamId })).toEqual([]);
		const lines = [{ agentId: lin.id, lineKey }];
		await confirmSevere(as(ana), { month: march, lines });
		expect(await shown(ana)).toHaveLength(3);
		expect(await shown(ana, { state: 'confirmed' })).toEqual([[1, 1000, 0]]);
	});
});

describe('a line’s page', () => {
	it('tells its entries to those who see the month, and nothing to others', async () => {
		const { lin, wei, sun, ana, as, lineKey } = await aMonth();
		const of = { agentId: lin.id, month: march, lineKey };
		await confirmSevere(as(ana), { month: march, lines: [of] });
		const page = await linePage(as(lin), of);
		expect(page!.history).toMatchObject([
			{ state: 'provisional', nth: 4, amountFen: 6000, cause: 'found', by: 'Person L1' },
			{ state: 'confirmed', nth: 1, amountFen: 1000, cause: 'confirmed', by: 'Person H1' }
		]);
		expect(page!.line.item).not.toBeNull();
		expect(await linePage(as(wei), of)).toBeUndefined();
		expect(await linePage(as(sun), of)).toBeUndefined();
		expect(await linePage(as(lin), { ...of, lineKey: 'severe:x:y' })).toBeUndefined();
	});
});

describe('the agent’s month', () => {
	it('warns beyond a fifth of the pay base, which heads alone enter and see', async () => {
		const { lin, omar, ana, as } = await aMonth();
		const enter = async (by: Person, amountFen: number | undefined, now = at(20)) => {
			const outcome = await enterPayBase(as(by, now), { agentId: lin.id, month: march, amountFen });
			return outcome.ok ? 'ok' : outcome.refusal;
		};
		const pay = async (by: Person) => (await agentMonthPage(as(by), march, lin.id))!.pay;
		expect(await pay(ana)).toEqual({ share: 200, passed: false, mayEnter: true, baseFen: null });
		expect(await enter(omar, 45_000)).toBe('not-allowed');
		expect(await enter(lin, 45_000)).toBe('not-allowed');
		expect(await enter(ana, undefined)).toBe('amount-invalid');
		expect(await enter(ana, 45_000)).toBe('ok');
		expect(await enter(ana, 45_000)).toBe('nothing-changed');
		expect(await pay(ana)).toEqual({ share: 200, passed: false, mayEnter: true, baseFen: 45_000 });
		expect(await enter(ana, 44_900, at(21))).toBe('ok');
		expect(await pay(lin)).toEqual({ share: 200, passed: true, mayEnter: false, baseFen: null });
	});
});

describe('the list of adjustments', () => {
	it('shows each reader those in reach, narrowed by state, and who may decide', async () => {
		const { lin, wei, hao, omar, sun, ana, as } = await aMonth();
		const propose = async (by: Person, agent: Person) => {
			const wanted = { agentId: agent.id, month: march, amountFen: -3000, pointsTenths: 0 };
			const reason = 'Stood in on three nights';
			const outcome = await proposeAdjustment(as(by), { ...wanted, reason });
			return outcome.ok ? outcome.value.adjustmentId : '';
		};
		const first = await propose(omar, lin);
		await propose(omar, wei);
		await propose(sun, hao);
		await ruleAdjustment(as(ana), {
			...{ adjustmentId: first, approved: true },
			reason: 'The roster shows it as well'
		});
		const shown = async (by: Person, filter = {}) =>
			(await adjustmentPage(as(by), { filter })).rows.map(({ agentId }) => agentId).sort();
		expect(await shown(ana)).toEqual([lin.id, wei.id, hao.id].sort());
		expect(await shown(omar)).toEqual([lin.id, wei.id].sort());
		expect(await shown(lin)).toEqual([lin.id]);
		expect(await shown(ana, { state: 'approved' })).toEqual([lin.id]);
		expect(await shown(ana, { state: 'open' })).toEqual([wei.id, hao.id].sort());
		expect(await shown(ana, { state: 'rejected' })).toEqual([]);
		const { rows } = await adjustmentPage(as(ana), { filter: { state: 'open' } });
		expect(rows.every(({ mayDecide }) => mayDecide)).toBe(true);
		expect((await proposable(as(omar))).agents.map(({ id }) => id).sort()).toEqual(
			[lin.id, wei.id].sort()
		);
		expect((await proposable(as(lin))).agents).toEqual([]);
	});
});
