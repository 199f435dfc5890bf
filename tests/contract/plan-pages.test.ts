/** What the pages of a plan show, to whom; and the preview of the running period. */
import { describe, expect, it } from 'vitest';
import { ownersFor, planFor, planPage } from '#lib/duty/server/plan-pages.ts';
import { previewPlan } from '#lib/duty/server/preview.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import { departments } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { changePlan, createPlan } from '#lib/sampling/server/plan-changes.ts';
import { ensureStandardPlans } from '#lib/sampling/server/plans.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { DAILY_SPOT_CHECK, standardPlans, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import { addPerson, addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

/** Friday 20 November 2026, six in the evening in Shanghai. */
const now = new Date('2026-11-20T10:00:00Z');
const spotCheck = standardPlans[DAILY_SPOT_CHECK]!;
const everything = () => true;
const context = (db: Db, actor: Actor = systemActor('set-up'), at = now) => ({
	...{ db, actor, zone },
	now: at
});

/** Lin: three calls of four minutes; Wei: one too short and one empty; Hao: two of two minutes. */
async function aDay() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	await ensureStandardPlans(context(db));
	const ids: string[] = [];
	const call = async (agentId: string | null, place: object, hour: number, more: object) => {
		const startedAt = new Date(Date.UTC(2026, 10, 20, hour - 8));
		ids.push(await addRecording(db, { agentId, startedAt, ...place, ...more }));
	};
	const north = { place: centre.north };
	for (const hour of [9, 10, 11]) await call(centre.lin.id, north, hour, { durationMs: 240_000 });
	await call(centre.wei.id, north, 9, { durationMs: 400 });
	await call(centre.wei.id, north, 10, { verdict: 'empty' });
	for (const hour of [9, 10])
		await call(centre.hao.id, { place: centre.south }, hour, { durationMs: 120_000 });
	await call(null, {}, 12, {});
	return { db, ids, ...centre };
}
const ruled = (rule: PlanRule) => ({ rule, departmentId: null });

describe('the preview', () => {
	it('counts who has what, who would get how many, who is short and why, in hours', async () => {
		const { db, omar, sun, lin, wei, hao } = await aDay();
		const preview = await previewPlan(context(db), ruled(spotCheck), everything);
		expect(preview.period).toEqual({ first: 20_261_120, last: 20_261_120 });
		expect(preview.unattributed).toBe(1);
		const unit = (id: string) => preview.units.find(({ unitId }) => unitId === id);
		expect(unit(lin.id)).toMatchObject({ calls: 3, eligible: 3, wanted: 1, chosen: 1 });
		expect(unit(hao.id)).toMatchObject({ eligible: 2, chosen: 1, reviewers: ['Person L2'] });
		expect(unit(wei.id)).toMatchObject({
			...{ name: 'Person A2', team: 'North', eligible: 0, wanted: 1, chosen: 0 },
			ineligible: { 'too-short': 1, 'not-playable': 1 }
		});
		expect(preview.reviewers).toEqual([
			{ id: omar.id, name: 'Person L1', staffNo: 'L1', calls: 1, hours: 0.1 },
			{ id: sun.id, name: 'Person L2', staffNo: 'L2', calls: 1, hours: 0.05 }
		]);
	});

	it('tells nothing of single calls and writes nothing', async () => {
		const { db, ids } = await aDay();
		const told = JSON.stringify(await previewPlan(context(db), ruled(spotCheck), everything));
		expect(ids.filter((id) => told.includes(id))).toEqual([]);
		expect(told).not.toMatch(/seed|recording/i);
		expect(await db.read.$count(draws)).toBe(0);
		expect(await db.read.$count(assignments)).toBe(0);
	});

	it('of a plan by teams counts teams, and what is eligible of each agent', async () => {
		const { db, north, lin, ana } = await aDay();
		const audit = standardPlans[WEEKLY_AUDIT]!;
		const preview = await previewPlan(context(db), ruled(audit), everything);
		expect(preview.period).toEqual({ first: 20_261_116, last: 20_261_122 });
		expect(preview.units.map(({ name, eligible, chosen }) => [name, eligible, chosen])).toEqual([
			['North', 3, 2],
			['South', 2, 2]
		]);
		expect(preview.units[0]).toMatchObject({ unitId: north.teamId, unit: 'team' });
		expect(preview.agents.find(({ unitId }) => unitId === lin.id)).toMatchObject({ eligible: 3 });
		expect(preview.reviewers).toMatchObject([{ id: ana.id, calls: 4 }]);
	});

	it('keeps to the plan’s department and people, and says when nobody is left', async () => {
		const { db, lin } = await aDay();
		const callsOf = { ...spotCheck.callsOf, userIds: [lin.id] };
		const one = await previewPlan(context(db), ruled({ ...spotCheck, callsOf }), everything);
		expect(one.units.map(({ unitId }) => unitId)).toEqual([lin.id]);
		const elsewhere = { rule: spotCheck, departmentId: newId() };
		expect((await previewPlan(context(db), elsewhere, everything)).units).toEqual([]);
		const low = { ...spotCheck, callsOf: { ...spotCheck.callsOf, belowScore: 80 } };
		const none = await previewPlan(context(db), ruled(low), everything);
		expect(none).toMatchObject({ units: [], nobodyLeft: true });
	});
});

describe('the page of a plan', () => {
	it('shows versions, draws, what was short, and only the own teams to a lead', async () => {
		const { db, ana, omar, sun } = await aDay();
		const tomorrow = new Date('2026-11-20T23:00:00Z');
		const made = await runDraw(context(db, systemActor('scheduler'), tomorrow), {
			planKey: DAILY_SPOT_CHECK,
			period: 20_261_120
		});
		expect(made).toMatchObject({ ok: true });
		const page = async ({ actor }: { actor: Actor }, preview = false) =>
			(await planPage(context(db, actor, tomorrow), DAILY_SPOT_CHECK, preview))!;
		const whole = await page(ana);
		expect(whole).toMatchObject({ manages: true, copies: true, troubles: [] });
		expect(whole.draws).toMatchObject([{ first: 20_261_120, expected: 3, drawn: 2, short: 1 }]);
		expect(whole.short!.units).toMatchObject([{ name: 'Person A2', standing: 0, wanted: 1 }]);
		expect(whole.versions).toMatchObject([{ version: 1, author: null, reason: null }]);
		const own = await page(omar, true);
		expect(own).toMatchObject({ manages: false, copies: false });
		expect(own.draws).toMatchObject([{ expected: 2, drawn: 1 }]);
		expect((await page(sun)).short!.units).toEqual([]);
	});

	it('shows a lead the preview of the own team only', async () => {
		const { db, sun, hao } = await aDay();
		const page = (await planPage(context(db, sun.actor), DAILY_SPOT_CHECK, true))!;
		expect(page.preview!.units.map(({ unitId }) => unitId)).toEqual([hao.id]);
		expect(page.preview!.reviewers).toMatchObject([{ id: sun.id, calls: 1 }]);
	});

	it('is there for leads and auditors to read, for agents and others not at all', async () => {
		const { db, ana, omar, lin, auditor, north } = await aDay();
		const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
		const see = ({ actor }: { actor: Actor }, key = DAILY_SPOT_CHECK) =>
			planFor(context(db, actor), key);
		expect(await see(ana)).toMatchObject({ manages: true });
		for (const reader of [omar, auditor]) {
			expect(await see(reader)).toMatchObject({ manages: false });
			expect(await ownersFor(context(db, reader.actor))).toEqual([]);
		}
		for (const stranger of [lin, technician]) {
			expect(await see(stranger)).toBeUndefined();
			expect(await planPage(context(db, stranger.actor), DAILY_SPOT_CHECK, true)).toBeUndefined();
		}
		expect(await see(ana, 'nightly')).toBeUndefined();

		const other = newId();
		await db.tx((tx) =>
			tx.insert(departments).values({ id: other, name: 'Repairs', createdAt: now })
		);
		const place = { ...north, departmentId: other };
		const bo = await addPerson(db, { staffNo: 'H2', role: 'department-head', place });
		expect(await see(ana)).toMatchObject({ manages: false });
		const made = await createPlan(context(db, ana.actor), { key: 'own', rule: spotCheck });
		expect(made).toMatchObject({ ok: true });
		expect(await see(bo, 'own')).toBeUndefined();
		expect(await see(omar, 'own')).toMatchObject({ manages: false });
		expect(await ownersFor(context(db, bo.actor))).toEqual([other]);
	});

	it('keeps why a version came; a change that cannot work leaves no version', async () => {
		const { db, ana, omar } = await aDay();
		const callsOf = { ...spotCheck.callsOf, userIds: [omar.id] };
		const refused = await changePlan(context(db, ana.actor), {
			...{ key: DAILY_SPOT_CHECK, version: 1, reason: 'Omar too' },
			rule: { ...spotCheck, callsOf }
		});
		expect(refused).toMatchObject({ faults: [{ field: 'callsOf', fault: 'nobody-to-check' }] });
		const saved = await changePlan(context(db, ana.actor), {
			...{ key: DAILY_SPOT_CHECK, version: 1, reason: 'quieter' },
			rule: { ...spotCheck, paused: true }
		});
		expect(saved).toMatchObject({ ok: true });
		const page = (await planPage(context(db, ana.actor), DAILY_SPOT_CHECK, false))!;
		expect(page.plan).toMatchObject({ inForce: { version: 1 }, pending: { version: 2 } });
		expect(page.versions[0]).toMatchObject({ version: 2, reason: 'quieter', author: 'Person H1' });
	});
});
