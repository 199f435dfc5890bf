import { describe, expect, it } from 'vitest';
import { confirmSevere } from '#lib/assessments/server/confirm-severe.ts';
import { postLedger } from '#lib/assessments/server/post-ledger.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { passesPayShare } from '#lib/assessments/pay-base.ts';
import { choosePenaltyTable, penaltyVersions } from '#lib/ledger/server/choose-table.ts';
import { ensureStandardPenaltyTable, penaltyTableFor } from '#lib/ledger/server/penalty-tables.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { setLedger, type WantedSettings } from '#lib/ledger/server/set-settings.ts';
import { settingOfMonth } from '#lib/ledger/server/rules.ts';
import { readings, type ReadingName } from '#lib/ledger/readings.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { callReports } from '#lib/reviews/server/report-schema.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { aCall, aFinding, closeMonth, linesOf, march, SEVERE } from '../fixtures/ledger.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const reason = 'Agreed with the staff council';
const april = 202_604;

async function aCentre() {
	const db = await testDatabase();
	await ensureStandardPenaltyTable(contextOf(db, systemActor('set-up'), at(0)));
	const centre = await reviewCentre(db);
	const { lin, omar, north, ana } = centre;
	const find = (minutes: number, now = at(0)) =>
		aFinding(db, { agent: lin, place: north, by: omar, minutes, now });
	const choose = async (
		by: Person,
		given: Partial<Parameters<typeof choosePenaltyTable>[1]> & { reading?: ReadingName } = {}
	) => {
		const { reading = 'fifty-instead', ...rest } = given;
		const choice = { steps: readings[reading], from: march, reason, ...rest };
		const outcome = await choosePenaltyTable(contextOf(db, by.actor, at(30)), choice);
		return outcome.ok ? outcome.value.version : outcome.refusal;
	};
	const set = async (by: Person, settings: WantedSettings, words = reason) => {
		const outcome = await setLedger(contextOf(db, by.actor, at(30)), { settings, reason: words });
		return outcome.ok ? outcome.value.set : outcome.refusal;
	};
	return { db, ...centre, find, choose, set, head: ana };
}

const prices = async (db: Db, agent: Person) =>
	(await linesOf(db, { agent, kind: 'severe-item' })).map(({ amountFen, ruleVersion }) => [
		amountFen,
		ruleVersion
	]);

describe('choosing a price table', () => {
	it('makes a version, and prices what stands of the current month again', async () => {
		const { db, lin, ana, find, choose } = await aCentre();
		for (const minutes of [1, 2, 3, 4, 5]) await find(minutes);
		expect(await choose(ana)).toBe(2);
		expect(await prices(db, lin)).toEqual([
			[1000, 2],
			[1000, 2],
			[1000, 2],
			[5000, 2],
			[5000, 2]
		]);
		expect(await penaltyVersions(db.read)).toMatchObject([
			{ version: 2, effectiveFrom: march, reading: 'fifty-instead' },
			{ version: 1, reading: 'fifty-more' }
		]);
		const [entry] = (await db.read.select().from(auditEntries))
			.filter(({ kind }) => kind === 'penalty-table.versioned')
			.slice(-1);
		expect(JSON.parse(entry!.body)).toMatchObject({
			facts: { version: 2, effectiveFrom: march, reading: 'fifty-instead' }
		});
	});

	it('from a month to come leaves this one as it is', async () => {
		const { db, lin, ana, find, choose } = await aCentre();
		await find(1);
		expect(await choose(ana, { from: april, reading: 'fifty-once' })).toBe(2);
		expect(await prices(db, lin)).toEqual([[1000, 1]]);
		expect((await penaltyTableFor(db.read, march)).version).toBe(1);
		expect((await penaltyTableFor(db.read, april)).steps).toEqual(readings['fifty-once']);
	});

	it('is never of a past or closed month, nor of this one once something is confirmed', async () => {
		const { db, lin, ana, departmentId, find, choose } = await aCentre();
		const { recordingId } = await find(1);
		expect(await choose(ana, { from: 202_602 })).toBe('month-past');
		const lines = [{ agentId: lin.id, lineKey: `severe:${recordingId}:invalid-promise` }];
		await confirmSevere(contextOf(db, ana.actor, at(5)), { month: march, lines });
		expect(await choose(ana)).toBe('month-confirmed');
		await closeMonth(db, { month: april, by: ana, departmentId, agents: [lin] });
		expect(await choose(ana, { from: april })).toBe('month-closed');
		expect(await choose(ana, { from: 202_605 })).toBe(2);
	});

	it('takes a table of one’s own, with steps that can be, a reason and a change', async () => {
		const { ana, choose } = await aCentre();
		const own = (steps: { from: number; amountFen: number }[]) => choose(ana, { steps });
		expect(await own([])).toBe('steps-invalid');
		expect(await own([{ from: 2, amountFen: 1000 }])).toBe('steps-invalid');
		expect(
			await own([
				{ from: 1, amountFen: 1000 },
				{ from: 1, amountFen: 2000 }
			])
		).toBe('steps-invalid');
		expect(await own([{ from: 1, amountFen: -1 }])).toBe('steps-invalid');
		expect(await own([{ from: 1, amountFen: 0.5 }])).toBe('steps-invalid');
		expect(await choose(ana, { reason: 'so' })).toBe('reason-missing');
		expect(await choose(ana, { reading: 'fifty-more' })).toBe('nothing-changed');
		expect(await own([{ from: 1, amountFen: 500 }])).toBe(2);
	});

	it('is the head’s alone', async () => {
		const { omar, lin, auditor, choose, set } = await aCentre();
		for (const person of [omar, lin, auditor]) {
			expect(await choose(person)).toBe('not-allowed');
			expect(await set(person, { 'ledger.two-heads-from-fen': 1 })).toBe('not-allowed');
		}
	});
});

describe('the settings of the ledger', () => {
	it('say beyond which share of the pay base a month is marked', async () => {
		const { db, ana, set } = await aCentre();
		expect(await settingOfMonth(db.read, 'ledger.pay-share', march)).toBe(200);
		expect(await set(ana, { 'ledger.pay-share': 100 })).toBe(1);
		expect(await settingOfMonth(db.read, 'ledger.pay-share', march)).toBe(200);
		expect(await settingOfMonth(db.read, 'ledger.pay-share', april)).toBe(100);
		expect([passesPayShare(1000, 10_000, 100), passesPayShare(1001, 10_000, 100)]).toEqual([
			false,
			true
		]);
	});

	it('hold from the next month on: what is charged of what the agent reported', async () => {
		const { db, lin, omar, ana, north, find, set } = await aCentre();
		const severe = { severe: 500, violation: 0 };
		expect(await set(ana, { 'ledger.self-reported': severe })).toBe(1);
		expect(await set(ana, { 'ledger.self-reported': severe })).toBe('nothing-changed');
		expect(await set(ana, { 'ledger.self-reported': severe }, 'so')).toBe('reason-missing');
		expect(await settingOfMonth(db.read, 'ledger.self-reported', march)).toEqual({
			violation: 0,
			severe: 1000
		});
		await find(1);
		const inApril = 32 * 24 * 60;
		const recordingId = await aCall(db, { agent: lin, place: north, minutes: inApril });
		const now = new Date('2026-04-03T02:00:00Z');
		await db.tx((tx) =>
			tx.insert(callReports).values({
				...{ id: newId(), recordingId, agentId: lin.id, reporterId: lin.id },
				...{ ...north, kind: 'problem', problem: 'invalid-promise', atMs: 1000 },
				...{ note: 'Promised', shared: false, businessMonth: april, at: now }
			})
		);
		const later = new Date(now.getTime() + 60_000);
		await review(db, { by: omar, recordingId, content: failing(SEVERE), now: later });
		expect(await linesOf(db, { agent: lin, month: april })).toMatchObject([
			{ selfReported: true, amountFen: 500, nth: 1 }
		]);
	});

	it('may give other lines a worth of their own', async () => {
		const { db, lin, omar, ana, north, set } = await aCentre();
		const violation = { amountFen: 200, pointsTenths: -5 };
		expect(await set(ana, { 'ledger.line-values': { violation } })).toBe(1);
		const minutes = 32 * 24 * 60;
		const now = new Date('2026-04-03T02:00:00Z');
		const keys = ['greeting'];
		await aFinding(db, { agent: lin, place: north, by: omar, minutes, keys, now });
		expect(await linesOf(db, { agent: lin, month: april })).toMatchObject([
			{ kind: 'violation', amountFen: 200, pointsTenths: -5, state: 'confirmed' }
		]);
	});
});

describe('months from before there was a ledger', () => {
	it('are posted at once, and again without effect', async () => {
		const { db, lin, wei, omar, north, find } = await aCentre();
		for (const minutes of [1, 2, 3, 4]) await find(minutes);
		await aFinding(db, { agent: wei, place: north, by: omar, minutes: 9, keys: ['greeting'] });
		const posted = await db.read.select().from(ledgerEntries);
		expect(await postLedger(contextOf(db, systemActor('command-line'), at(40)))).toEqual([
			{ month: march, agents: 2, entries: 0 }
		]);
		expect(posted.length).toBe(5);
		expect((await prices(db, lin)).map(([fen]) => fen)).toEqual([1000, 1000, 1000, 6000]);
	});
});
