import { describe, expect, it } from 'vitest';
import type { DrawFilter } from '#lib/duty/draw-filter.ts';
import { parseSampling, samplingHref } from '#lib/duty/sampling-filter.ts';
import { exportedDraw } from '#lib/duty/server/draw-export.ts';
import { drawPage, seesDraw, unitName } from '#lib/duty/server/draw-page.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { nextDraw, samplingPage } from '#lib/duty/server/sampling-pages.ts';
import { selfCheckBoard } from '#lib/duty/server/self-check-board.ts';
import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { seesSampling } from '#lib/duty/server/teams-seen.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { createPlan } from '#lib/sampling/server/plan-changes.ts';
import { DAILY_SPOT_CHECK, standardPlans, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import type { Person } from '../fixtures/example-centre.ts';
import {
	callDay,
	checked,
	contextOf,
	drawnCentre,
	reviewed,
	spotDue,
	taskIn,
	type DrawnCentre
} from '../fixtures/drawn-centre.ts';

const pageOf = (
	{ db }: DrawnCentre,
	who: Person,
	drawId: string,
	filter: Partial<DrawFilter> = {}
) => drawPage(contextOf(db, who), drawId, { state: 'all', ...filter });

describe('the list of plans and draws', () => {
	const listOf = ({ db }: DrawnCentre, who: Person, query = '') =>
		samplingPage(contextOf(db, who), parseSampling(new URLSearchParams(query)));

	it('has every plan with its next draw, and the draws of the own reach, newest first', async () => {
		const day = await drawnCentre();
		const { plans, draws, mayManage } = await listOf(day, day.ana);
		expect(plans.map(({ key }) => key)).toEqual([
			'daily-self-check',
			'daily-spot-check',
			'weekly-audit'
		]);
		expect(plans[1]!.nextDraw).toEqual(new Date('2026-11-23T22:00:00Z'));
		expect(draws.map(({ id }) => id)).toEqual([day.selfDraw, day.spotDraw, day.auditDraw]);
		expect(draws[1]).toMatchObject({ expected: 4, drawn: 4, done: 0, short: 0, overdue: 0 });
		expect(mayManage).toBe(true);
		const own = await listOf(day, day.sun);
		expect(own.draws[1]).toMatchObject({ expected: 1, drawn: 1 });
		expect(own.mayManage).toBe(false);
	});

	it('keeps a department’s own plan from the heads of others', async () => {
		const day = await drawnCentre();
		const [grant] = day.ana.actor.grants;
		const rule = standardPlans[DAILY_SPOT_CHECK]!;
		const wanted = { key: 'own', departmentId: grant!.departmentId!, rule };
		expect(await createPlan(contextOf(day.db, day.ana), wanted)).toMatchObject({ ok: true });
		const elsewhere = [{ ...grant!, departmentId: newId() }];
		const stranger = { ...day.ana, actor: { ...day.ana.actor, grants: elsewhere } };
		const keysFor = async (who: Person) => (await listOf(day, who)).plans.map(({ key }) => key);
		expect(await keysFor(day.ana)).toContain('own');
		expect(await keysFor(day.sun)).toContain('own');
		expect(await keysFor(stranger)).not.toContain('own');
	});

	it('is narrowed by plan and days, and goes on after the last row', async () => {
		const day = await drawnCentre();
		const ids = async (query: string) =>
			(await listOf(day, day.ana, query)).draws.map(({ id }) => id);
		expect(await ids('plan=weekly-audit')).toEqual([day.auditDraw]);
		expect(await ids('from=2026-11-17')).toEqual([day.selfDraw, day.spotDraw]);
		expect(await ids('to=2026-11-16')).toEqual([day.auditDraw]);
		expect(await ids('from=2026-11-21')).toEqual([]);
		expect(await ids('plan=none%00&from=x&after=y')).toEqual([]);
		const after = { period: callDay, key: 'daily-self-check' };
		expect(await ids(samplingHref({ after }).split('?')[1]!)).toEqual([
			day.spotDraw,
			day.auditDraw
		]);
	});

	it.each([
		[DAILY_SPOT_CHECK, '2026-11-22T21:59:59Z', '2026-11-22T22:00:00Z'],
		[DAILY_SPOT_CHECK, '2026-11-22T22:00:00Z', '2026-11-23T22:00:00Z'],
		[WEEKLY_AUDIT, '2026-11-22T20:00:00Z', '2026-11-22T22:30:00Z'],
		[WEEKLY_AUDIT, '2026-11-22T22:30:00Z', '2026-11-29T22:30:00Z']
	])('%s at %s draws next at %s', (key, now, next) => {
		expect(nextDraw(standardPlans[key]!, new Date(now), 'Asia/Shanghai')).toEqual(new Date(next));
	});
});

describe('a draw’s page', () => {
	it('shows a lead the own team, the head and the auditor all, an agent and strangers nothing', async () => {
		const day = await drawnCentre();
		const staff = async (who: Person, filter: Partial<DrawFilter> = {}) => {
			const page = await pageOf(day, who, day.spotDraw, filter);
			return [page!.units, page!.tasks].map((rows) => rows.map(({ staffNo }) => staffNo));
		};
		const north = ['A1', 'A2', 'L1'];
		expect(await staff(day.omar)).toEqual([north, north]);
		expect(await staff(day.sun)).toEqual([['A3'], ['A3']]);
		expect(await staff(day.ana)).toEqual([
			[...north, 'A3'],
			[...north, 'A3']
		]);
		expect(await staff(day.auditor)).toEqual(await staff(day.ana));
		expect(await staff(day.ana, { teamId: day.south.teamId })).toEqual([['A3'], ['A3']]);
		expect(await pageOf(day, day.lin, day.spotDraw)).toBeUndefined();
		expect(seesSampling(day.lin)).toBe(false);
		expect(await pageOf(day, day.ana, newId())).toBeUndefined();
		expect(await pageOf(day, day.ana, 'x\0')).toBeUndefined();
		expect(await seesDraw(contextOf(day.db, day.lin), day.spotDraw)).toBe(false);
	});

	it('narrows calls by state, team and reviewer, and goes on after a row', async () => {
		const day = await drawnCentre();
		await reviewed(day, await taskIn(day, day.spotDraw, day.calls.ofLin));
		const ids = async (filter: Partial<DrawFilter>) =>
			(await pageOf(day, day.ana, day.spotDraw, filter))!.tasks.map(({ id }) => id);
		const all = await ids({});
		expect(all).toHaveLength(4);
		expect(await ids({ state: 'done' })).toHaveLength(1);
		expect(await ids({ state: 'open' })).toHaveLength(3);
		expect(await ids({ state: 'overdue' })).toEqual([]);
		expect(await ids({ state: 'replaced' })).toEqual([]);
		expect(await ids({ reviewerId: day.omar.id })).toHaveLength(2);
		expect(await ids({ teamId: 'nobody' })).toEqual([]);
		expect(await ids({ after: all[0]! })).toEqual(all.slice(1));
		expect((await pageOf(day, day.ana, day.spotDraw, { state: 'short' }))!.units).toEqual([]);
	});

	it('names the seed’s hash, its entry in the chain, and through whose hands a task went', async () => {
		const day = await drawnCentre();
		const task = await taskIn(day, day.spotDraw, day.calls.ofLin);
		const given = await reassign(contextOf(day.db, day.ana), {
			assignmentIds: [task.id],
			toId: day.sun.id,
			reason: 'Omar is away'
		});
		expect(given).toMatchObject({ ok: true });
		const page = await pageOf(day, day.auditor, day.spotDraw);
		expect(page!.draw.commitment?.seedSha256).toMatch(/^[0-9a-f]{64}$/);
		expect(page!.chain).toMatchObject({ linked: true });
		expect((await pageOf(day, day.ana, day.spotDraw))!.chain).toMatchObject({ linked: false });
		expect(page!.tasks.find(({ id }) => id === task.id)).toMatchObject({
			reviewer: 'Person L2',
			hands: [{ from: 'Person L1', reason: 'Omar is away' }]
		});
		expect(await verifyDraw(day.db.read, day.spotDraw)).toEqual({ match: true });
	});

	it('hides the agents of blind calls from their reviewer only, in the data too', async () => {
		const day = await drawnCentre();
		const told = async (who: Person) =>
			(await pageOf(day, who, day.auditDraw))!.tasks.map(({ agentId }) => agentId);
		expect(new Set(await told(day.ana))).toEqual(new Set([null]));
		expect(await told(day.auditor)).not.toContain(null);
		const page = JSON.stringify(await pageOf(day, day.ana, day.auditDraw));
		for (const { staffNo } of [day.lin, day.wei, day.hao])
			expect(page).not.toContain(`Person ${staffNo}`);
	});

	it('names the unit of a difference only to who sees it', async () => {
		const day = await drawnCentre();
		const named = (who: Person, unitId: string | undefined) =>
			unitName(contextOf(day.db, who), { id: day.spotDraw, unitId });
		expect(await named(day.sun, day.hao.id)).toBe('Person A3');
		expect(await named(day.sun, day.lin.id)).toBeUndefined();
		expect(await named(day.ana, undefined)).toBeUndefined();
	});

	it('leaves as a file for the head and the auditor, never for a lead', async () => {
		const day = await drawnCentre();
		const exported = (who: Person, id = day.spotDraw) => exportedDraw(contextOf(day.db, who), id);
		const file = await exported(day.ana);
		if (typeof file === 'string') throw new Error(file);
		expect(file.name).toBe('draw-daily-spot-check-2026-11-20.json');
		expect(JSON.stringify(JSON.parse(file.text))).toContain(day.calls.ofHao);
		expect(await exported(day.auditor)).toEqual(file);
		expect(await exported(day.omar)).toBe('forbidden');
		expect(await exported(day.lin)).toBe('hidden');
		expect(await exported(day.ana, newId())).toBe('hidden');
		const elsewhere = { ...day.ana.actor.grants[0]!, departmentId: newId() };
		const stranger = { ...day.ana, actor: { ...day.ana.actor, grants: [elsewhere] } };
		expect(await exported(stranger)).toBe('hidden');
	});
});

describe('the self-checks of a day', () => {
	const boardOf = ({ db }: DrawnCentre, who: Person, teamId?: string, now = spotDue) =>
		selfCheckBoard(contextOf(db, who, now), { day: callDay, teamId });

	it('tell per call what was heard, how long it took, and what strikes', async () => {
		const day = await drawnCentre();
		const task = await taskIn(day, day.selfDraw, day.calls.ofLin);
		await checked(day, task, { heardMs: 18_000, spentMs: 20_000, coveredPermille: 200 });
		const { calls, lines } = await boardOf(day, day.auditor);
		expect(calls[0]).toMatchObject({
			...{ staffNo: 'A1', state: 'done', result: 'clean', hidden: false, hasty: true },
			...{ heardMs: 18_000, spentMs: 20_000, coveredPermille: 200 }
		});
		expect(calls[1]).toMatchObject({ staffNo: 'A2', state: 'open', doneAt: null, hasty: false });
		expect(lines[0]).toMatchObject({ drawn: 1, done: 1, hasty: 1 });
	});

	it('say nothing of what was found to who has still to review the call', async () => {
		const day = await drawnCentre();
		await checked(day, await taskIn(day, day.selfDraw, day.calls.ofLin));
		const found = async () => {
			const [{ state, result, note, hidden }] = (await boardOf(day, day.omar)).calls as [never];
			return { state, result, note, hidden };
		};
		expect(await found()).toEqual({ state: 'done', result: null, note: null, hidden: true });
		await reviewed(day, await taskIn(day, day.spotDraw, day.calls.ofLin));
		expect(await found()).toMatchObject({ result: 'clean', hidden: false });
	});

	it('are shown within reach, and overdue when their time has come', async () => {
		const day = await drawnCentre();
		const staff = async (who: Person, teamId?: string) =>
			(await boardOf(day, who, teamId)).calls.map(({ staffNo }) => staffNo);
		expect(await staff(day.sun)).toEqual(['A3']);
		expect(await staff(day.sun, day.north.teamId)).toEqual(['A3']);
		expect(await staff(day.ana)).toEqual(['A1', 'A2', 'A3', 'L1']);
		expect(await staff(day.ana, day.south.teamId)).toEqual(['A3']);
		expect(await staff(day.auditor)).toEqual(['A1', 'A2', 'A3', 'L1']);
		const late = await boardOf(day, day.sun, undefined, new Date('2026-11-23T10:00:00Z'));
		expect(late.calls[0]!.state).toBe('overdue');
	});
});
