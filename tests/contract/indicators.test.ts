import { describe, expect, it } from 'vitest';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { importValues } from '#lib/assessments/server/indicators-import.ts';
import { indicatorsPage } from '#lib/assessments/server/indicators-page.ts';
import { indicatorsFor } from '#lib/assessments/server/indicators-of-month.ts';
import { defineIndicator, enterValue, type NewValue } from '#lib/assessments/server/indicators.ts';
import { indicatorValues } from '#lib/assessments/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { closeMonth } from '../fixtures/ledger.ts';
import { addPerson, exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T04:00:00Z');
const month = 202_611;
const as = (db: Db, { actor }: Person, at = now) => ({ db, actor, now: at, zone });

async function aCentre() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const value = (given: Partial<NewValue>): NewValue => ({
		...{ key: 'satisfaction', agentId: null, teamId: null, departmentId: null },
		...{ numerator: 17, denominator: 20, source: 'call-backs of November' },
		...given
	});
	const enter = (person: Person, given: Partial<NewValue>, of = month) =>
		enterValue(as(db, person), { month: of, ...value(given) });
	const counted = async (person: Person) => {
		const { agents } = await assessMonth(db.read, { month, zone, agentIds: [person.id] });
		const { n, tenths } = agents[0]!.score.components.find(({ key }) => key === 'indicators')!;
		return [n, tenths];
	};
	return { db, enter, counted, ...centre };
}

describe('a value', () => {
	it('holds for a department, closer for a team, closest for an agent; the newest stands', async () => {
		const { db, enter, counted, ana, lin, hao, north, departmentId } = await aCentre();
		expect(await counted(lin)).toEqual([0, null]);
		expect(await enter(ana, { departmentId })).toMatchObject({ ok: true });
		expect([await counted(lin), await counted(hao)]).toEqual([
			[1, 1000],
			[1, 1000]
		]);
		await enter(ana, { teamId: north.teamId, numerator: 34, denominator: 80 });
		expect([await counted(lin), await counted(hao)]).toEqual([
			[1, 500],
			[1, 1000]
		]);
		await enter(ana, { agentId: lin.id, numerator: 0, denominator: 3 });
		await enter(ana, { agentId: lin.id, numerator: 1, denominator: 3 });
		expect(await counted(lin)).toEqual([1, 392]);
		// Less is better: twice the target reached is half of it.
		await enter(ana, {
			key: 'fault-report-rate',
			agentId: lin.id,
			numerator: 20,
			denominator: 1000
		});
		expect(await counted(lin)).toEqual([2, 446]);
		expect(await db.read.$count(indicatorValues)).toBe(5);
		const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'indicator.measured')).toHaveLength(5);
		const page = await indicatorsPage(as(db, lin), month, 'satisfaction');
		expect(page.entries).toHaveLength(4);
		expect(page).toMatchObject({ enters: false, places: [] });
	});

	it('is entered by the head of its department alone, into an open month that has begun', async () => {
		const { db, enter, ana, lin, omar, auditor, departmentId } = await aCentre();
		for (const person of [lin, omar, auditor])
			expect(await enter(person, { departmentId })).toEqual({ ok: false, refusal: 'not-allowed' });
		const elsewhere = { teamId: newId(), departmentId: newId() };
		const stranger = await addPerson(db, { staffNo: 'H2', role: 'auditor' });
		stranger.actor.grants = [
			{ role: 'department-head', teamId: null, departmentId: elsewhere.departmentId }
		];
		expect(await enter(stranger, { agentId: lin.id })).toMatchObject({ refusal: 'out-of-reach' });
		expect(await enter(ana, { agentId: newId() })).toMatchObject({ refusal: 'unknown-place' });
		expect(await enter(ana, { agentId: lin.id, key: 'nothing' })).toMatchObject({
			refusal: 'unknown-indicator'
		});
		expect(await enter(ana, { departmentId }, 202_612)).toMatchObject({ refusal: 'month-to-come' });
		await enter(ana, { departmentId });
		expect(await enter(ana, { departmentId })).toMatchObject({ refusal: 'unchanged' });
		await closeMonth(db, { month: 202_610, by: ana, departmentId, agents: [lin] });
		expect(await enter(ana, { departmentId }, 202_610)).toMatchObject({ refusal: 'month-closed' });
		expect(await db.read.$count(indicatorValues)).toBe(1);
	});

	it('of another agent is not shown to an agent', async () => {
		const { db, enter, ana, lin, wei, departmentId } = await aCentre();
		await enter(ana, { agentId: wei.id });
		await enter(ana, { departmentId });
		const seen = async (person: Person) =>
			(await indicatorsPage(as(db, person), month, 'satisfaction')).entries.map(
				({ place }) => place
			);
		expect(await seen(lin)).toEqual(['Hotline']);
		expect((await seen(ana)).toSorted()).toEqual(['Hotline', 'Person A2 A2']);
	});
});

describe('a definition', () => {
	it('holds from its month on, and is made by a head alone', async () => {
		const { db, ana, omar } = await aCentre();
		const ready = (await indicatorsFor(db.read, month)).get('first-time-repair')!;
		const { name, formula, source, aim } = ready;
		const content = { name, formula, source, aim, target: 950 };
		const wanted = { key: 'first-time-repair', content, effectiveFrom: 202_612 };
		const define = (person: Person, given: Partial<typeof wanted> = {}) =>
			defineIndicator(as(db, person), { ...wanted, ...given });
		expect(await define(omar)).toMatchObject({ refusal: 'not-allowed' });
		expect(await define(ana, { effectiveFrom: 202_610 })).toMatchObject({ refusal: 'past-month' });
		expect(await define(ana, { content: { ...content, target: 900 } })).toMatchObject({
			refusal: 'unchanged'
		});
		expect(await define(ana, { key: 'NOT A KEY' })).toMatchObject({ refusal: 'invalid' });
		expect(await define(ana)).toEqual({ ok: true, value: { version: 2 } });
		const targets = await Promise.all(
			[202_611, 202_612].map(
				async (one) => (await indicatorsFor(db.read, one)).get('first-time-repair')?.target
			)
		);
		expect(targets).toEqual([900, 950]);
	});
});

describe('a file of values', () => {
	const file = Buffer.from(
		[
			'指标,工号,班组,部门,分子,分母,来源,备注',
			'满意率,A1,,,17,20,回访,x',
			'answer-rate,,North,,"1,900",2000,,',
			'Satisfaction,A1,,,16,20,,',
			'满意率,A9,,,1,2,,',
			'满意率,A2,North,,1,2,,',
			'没有的指标,A2,,,1,2,,',
			'call-back-rate,A2,,,1,0,,'
		].join('\n')
	);

	it('says what becomes of each line, then enters what can be', async () => {
		const { db, ana, omar } = await aCentre();
		const read = (person: Person, dryRun: boolean) =>
			importValues(as(db, person), file, { month, dryRun });
		expect(await read(omar, true)).toEqual({ ok: false, refusal: 'not-allowed' });
		const preview = await read(ana, true);
		if (!preview.ok) throw new Error(preview.refusal);
		expect(preview.value).toMatchObject({ new: 2, same: 0, held: 5, ignoredColumns: ['备注'] });
		expect(preview.value.items.map(({ line, state, reason }) => [line, state, reason])).toEqual([
			[2, 'new', undefined],
			[3, 'new', undefined],
			[4, 'held', 'named-twice'],
			[5, 'held', 'unknown-place'],
			[6, 'held', 'two-places'],
			[7, 'held', 'unknown-indicator'],
			[8, 'held', 'denominator-invalid']
		]);
		expect(await db.read.$count(indicatorValues)).toBe(0);
		expect(await read(ana, false)).toMatchObject({ ok: true, value: { new: 2 } });
		expect(await read(ana, false)).toMatchObject({ ok: true, value: { new: 0, same: 2 } });
		expect(await db.read.$count(indicatorValues)).toBe(2);
	});

	it('that is no table is refused', async () => {
		const { db, ana } = await aCentre();
		const bytes = Buffer.from('one,two\n1,2');
		expect(await importValues(as(db, ana), bytes, { month, dryRun: true })).toMatchObject({
			refusal: 'table-unreadable'
		});
	});
});
