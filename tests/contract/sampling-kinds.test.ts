/** What other plans than the ready spot check draw: of whom, from which calls, for whom. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rosterDays } from '#lib/calendar/server/schema.ts';
import { handOvers } from '#lib/duty/server/schema.ts';
import { teamMemberships } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { DAILY_SELF_CHECK, standardPlans, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import { aCentre, at, drawnBy, now, period } from '../fixtures/drawn-day.ts';
import { addPerson } from '../fixtures/example-centre.ts';
import { aRule } from '../fixtures/plans.ts';

const ready = standardPlans;
const everybody = aRule().callsOf;

describe('the weekly audit', () => {
	it('is the head’s, of each team, of the seven days before its Monday', async () => {
		const { db, call, lin, hao, ana, north, south } = await aCentre();
		await call(lin, 9, { startedAt: at(9, 16) });
		await call(hao, 9, { startedAt: at(23, 22) });
		await call(lin, 9, { startedAt: at(9, 15) });
		await call(lin, 9, { startedAt: at(9, 23) });
		const when = new Date('2026-11-22T22:30:00Z');
		const { tasks, facts } = await drawnBy(db, ready[WEEKLY_AUDIT]!, { when });
		expect(facts).toMatchObject({ period: 20_261_116, lastDay: 20_261_122 });
		const place = new Map([
			[north.teamId, { callDay: 20_261_116, reviewerId: ana.id, kind: 'weekly-audit' }],
			[south.teamId, { callDay: 20_261_122, reviewerId: ana.id, kind: 'weekly-audit' }]
		]);
		expect(tasks).toHaveLength(2);
		for (const task of tasks) expect(task).toMatchObject(place.get(task.unitId)!);
		// Thursday evening: the fourth working day after Monday is Friday.
		expect(tasks[0]!.dueAt).toEqual(new Date('2026-11-27T10:00:00Z'));
	});
});

describe('the daily self-check', () => {
	it('gives every agent own calls by workload, and marks no recording', async () => {
		const { db, call, lin, wei } = await aCentre();
		for (let n = 0; n < 21; n++) await call(lin, 8 + n / 3);
		await call(wei, 9);
		const { tasks } = await drawnBy(db, ready[DAILY_SELF_CHECK]!);
		const of = (id: string) => tasks.filter(({ agentId }) => agentId === id);
		expect([of(lin.id).length, of(wei.id).length]).toEqual([3, 1]);
		for (const task of tasks) expect(task.reviewerId).toBe(task.agentId);
		expect(await db.read.$count(recordings, eq(recordings.reviewState, 'assigned'))).toBe(0);
	});

	it('and the spot check may draw the same call, but no two plans of one kind', async () => {
		const { db, call, lin } = await aCentre();
		const only = await call(lin, 9);
		const drawn = async (rule: PlanRule) => (await drawnBy(db, rule)).tasks;
		expect((await drawn(aRule()))[0]!.recordingId).toBe(only);
		expect((await drawn(ready[DAILY_SELF_CHECK]!))[0]!.recordingId).toBe(only);
		const second = await drawnBy(db, aRule());
		expect(second.tasks).toEqual([]);
		expect(second.facts.shares[0]!.ineligible).toEqual({ 'already-drawn': 1 });
	});
});

describe('who checks', () => {
	it('a colleague on duty, who may then hear the call', async () => {
		const { db, call, lin, wei } = await aCentre();
		const [of, by] = [await call(lin, 9), await call(wei, 9)];
		const { tasks } = await drawnBy(db, aRule({ reviewer: { by: 'peers' } }));
		const reviewers = new Map(tasks.map((task) => [task.recordingId, task.reviewerId]));
		expect(reviewers).toEqual(
			new Map([
				[of, wei.id],
				[by, lin.id]
			])
		);
		expect(await isEntrusted(db.read, of, wei.id, now)).toBe(true);
		expect(await isEntrusted(db.read, of, lin.id, now)).toBe(false);
	});

	it('a named person from elsewhere, who may then hear the call', async () => {
		const { db, call, lin, sun } = await aCentre();
		const recordingId = await call(lin, 9);
		const rule = aRule({ reviewer: { by: 'named', userIds: [sun.id] } });
		const { tasks } = await drawnBy(db, rule);
		expect(tasks).toMatchObject([{ recordingId, reviewerId: sun.id }]);
		expect(await isEntrusted(db.read, recordingId, sun.id, now)).toBe(true);
	});

	it('the deputy of a lead on leave, on those days only', async () => {
		const { db, call, lin, omar, sun, ana } = await aCentre();
		await db.tx((tx) =>
			tx.insert(handOvers).values({
				id: newId(),
				userId: omar.id,
				deputyId: sun.id,
				firstDay: 20_261_121,
				lastDay: 20_261_121,
				reason: 'leave',
				by: ana.id,
				at: at(9)
			})
		);
		const recordingId = await call(lin, 9);
		const { tasks } = await drawnBy(db, aRule());
		expect(tasks).toMatchObject([{ recordingId, reviewerId: sun.id }]);
		expect(await isEntrusted(db.read, recordingId, sun.id, now)).toBe(true);
		await call(lin, 10);
		const later = await drawnBy(db, aRule(), { when: new Date('2026-11-21T22:00:00Z') });
		expect(later.tasks).toMatchObject([{ reviewerId: omar.id }]);
	});

	it('the head, of the calls of a team’s only lead', async () => {
		const { db, call, omar, ana } = await aCentre();
		await call(omar, 9);
		const { tasks } = await drawnBy(db, aRule());
		expect(tasks).toMatchObject([{ agentId: omar.id, reviewerId: ana.id }]);
	});
});

describe('whose calls', () => {
	it('those of teams and people that the plan names, within its department', async () => {
		const { db, call, lin, hao, wei, north, departmentId } = await aCentre();
		for (const who of [lin, wei, hao]) for (const hour of [9, 10, 11, 12]) await call(who, hour);
		const agents = async (callsOf: Partial<PlanRule['callsOf']>, of: string | null = null) => {
			const rule = aRule({ callsOf: { ...everybody, ...callsOf } });
			const { facts } = await drawnBy(db, rule, { departmentId: of });
			return facts.shares.map(({ unitId }) => unitId).sort();
		};
		expect(await agents({ teamIds: [north.teamId] })).toEqual([lin.id, wei.id].sort());
		expect(await agents({ userIds: [lin.id, hao.id] })).toEqual([lin.id, hao.id].sort());
		expect(await agents({}, departmentId)).toHaveLength(3);
	});

	it('those of new agents: up to n days, the n-th included', async () => {
		const { db, call, lin, north } = await aCentre();
		const fresh = await addPerson(db, { staffNo: 'A9', role: 'agent' });
		const from = new Date('2026-11-09T16:00:00Z');
		await db.tx((tx) =>
			tx.insert(teamMemberships).values({
				id: newId(),
				userId: fresh.id,
				teamId: north.teamId,
				from,
				to: null
			})
		);
		for (const who of [lin, fresh]) for (const hour of [9, 10]) await call(who, hour);
		const agents = async (newUpToDays: number) => {
			const rule = aRule({ callsOf: { ...everybody, newUpToDays } });
			return (await drawnBy(db, rule)).facts.shares.map(({ unitId }) => unitId);
		};
		// 10 November is ten days before the 20th.
		expect(await agents(10)).toEqual([fresh.id]);
		expect(await agents(9)).toEqual([]);
	});

	it('an agent of the roster without a call stands there with nothing', async () => {
		const { db, call, lin, wei, north } = await aCentre();
		await call(lin, 9);
		await db.tx((tx) => tx.insert(rosterDays).values({ userId: wei.id, day: period, shift: '' }));
		const { facts } = await drawnBy(db, aRule());
		expect(facts.shares.find(({ unitId }) => unitId === wei.id)).toMatchObject({
			rostered: true,
			teamId: north.teamId,
			calls: 0,
			wanted: 1,
			chosen: 0
		});
	});
});

describe('which calls', () => {
	it('of a direction, kind and queue, within an hour band, with a complaint', async () => {
		const { db, call, lin } = await aCentre();
		const wanted = { direction: 'outbound', kind: 'call-back', queue: 'Heating' };
		const [early, late] = [await call(lin, 9, wanted), await call(lin, 15, wanted)];
		await call(lin, 9, { ...wanted, direction: 'inbound' });
		await call(lin, 9, { ...wanted, kind: 'report' });
		await call(lin, 9, { ...wanted, queue: 'Billing' });
		const eligible: PlanRule['eligible'] = {
			...aRule().eligible,
			directions: ['outbound'],
			kinds: ['call-back'],
			queues: ['Heating'],
			reviewed: 'any'
		};
		const [recording] = await db.read
			.select({ callId: recordings.callId })
			.from(recordings)
			.where(eq(recordings.id, early));
		await db.tx((tx) =>
			tx
				.update(calls)
				.set({ attributes: { note: '用户投诉' } })
				.where(eq(calls.id, recording!.callId))
		);
		const strata = (...pools: PlanRule['strata']) => aRule({ eligible, strata: pools });
		const hours = await drawnBy(
			db,
			strata({ pool: 'hours', percent: 100, fromHour: 14, toHour: 16 })
		);
		expect(hours.tasks).toMatchObject([{ recordingId: late, stratum: 'hours' }]);
		expect(hours.facts.shares[0]).toMatchObject({
			eligible: 2,
			ineligible: { direction: 1, kind: 1, queue: 1 }
		});
		const complaints = await drawnBy(
			db,
			strata({ pool: 'complaint', percent: 100, words: ['投诉'] })
		);
		expect(complaints.tasks).toMatchObject([{ recordingId: early, stratum: 'complaint' }]);
	});
});
