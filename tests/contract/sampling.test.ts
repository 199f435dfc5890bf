import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Actor } from '#lib/people/role.ts';
import { disablements } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { secrets } from '#lib/platform/server/db/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { previewDraw, runDraw } from '#lib/duty/server/draws.ts';
import { assignmentsOf, drawById, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T22:00:00Z');
const period = 20_261_120;
const scheduler = systemActor('scheduler');
const inContext = (db: Db, actor: Actor = scheduler) => ({ db, actor, now, zone });
const spotCheck = { planKey: DAILY_SPOT_CHECK, period };
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour - 8));

async function aDay() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	for (const hour of [9, 10, 11]) {
		await addRecording(db, { agentId: centre.lin.id, place: centre.north, startedAt: at(hour) });
		await addRecording(db, { agentId: centre.hao.id, place: centre.south, startedAt: at(hour) });
	}
	const short = { agentId: centre.wei.id, place: centre.north, durationMs: 500 };
	await addRecording(db, { ...short, startedAt: at(12) });
	await addRecording(db, { ...short, startedAt: at(13), verdict: 'empty' });
	await addRecording(db, { agentId: null, startedAt: at(14) });
	return { db, ...centre };
}

async function made(db: Db): Promise<string> {
	const outcome = await runDraw(inContext(db), spotCheck);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.drawId;
}

describe('a daily draw', () => {
	it('gives each lead one call per agent on duty, due at noon of the day after drawing', async () => {
		const { db, omar, sun, lin, wei, hao } = await aDay();
		const drawId = await made(db);
		const drawn = await assignmentsOf(db.read, drawId);
		expect(drawn.map(({ agentId, reviewerId, rank }) => ({ agentId, reviewerId, rank }))).toEqual(
			[
				{ agentId: lin.id, reviewerId: omar.id, rank: 1 },
				{ agentId: hao.id, reviewerId: sun.id, rank: 1 }
			].sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
		);
		expect(drawn[0]!.dueAt).toEqual(new Date('2026-11-22T04:00:00Z'));
		const facts = await drawById(db.read, drawId);
		expect(facts).toMatchObject({ candidateCount: 6, unattributed: 1, period, version: 1 });
		expect(facts!.shares.find(({ agentId }) => agentId === wei.id)).toMatchObject({
			wanted: 1,
			eligible: 0,
			chosen: 0,
			reviewerId: null,
			ineligible: { 'too-short': 1, 'not-playable': 1 }
		});
	});

	it('marks the recordings, tells the reviewers and enters the chain', async () => {
		const { db, omar, sun } = await aDay();
		const drawId = await made(db);
		const marked = await db.read
			.select({ id: recordings.id })
			.from(recordings)
			.where(eq(recordings.reviewState, 'assigned'));
		const drawn = (await assignmentsOf(db.read, drawId)).map(({ recordingId }) => recordingId);
		expect(marked.map(({ id }) => id).sort()).toEqual(drawn.sort());
		const told = await db.read.select().from(notifications);
		expect(told.map(({ userId }) => userId).sort()).toEqual([omar.id, sun.id].sort());
		expect(told[0]).toMatchObject({ kind: 'tasks-drawn', facts: { count: 1, day: '2026-11-20' } });
		const [entry] = await db.read
			.select({ body: auditEntries.body })
			.from(auditEntries)
			.where(eq(auditEntries.subject, `draw:${drawId}`));
		const { seed, candidatesSha256 } = (await drawById(db.read, drawId))!;
		const body = JSON.parse(entry!.body) as { kind: string; facts: Record<string, unknown> };
		expect(body).toMatchObject({ kind: 'draw.made', facts: { candidatesSha256, chosen: 2 } });
		expect(entry!.body).not.toContain(seed);
	});

	it('is made once: a second run, and ten at a time, answer with the first', async () => {
		const { db } = await aDay();
		const runs = await Promise.all(
			Array.from({ length: 10 }, () => runDraw(inContext(db), spotCheck))
		);
		const ids = runs.map((run) => run.ok && run.value.drawId);
		expect(new Set(ids).size).toBe(1);
		expect(runs.filter((run) => run.ok && !run.value.already)).toHaveLength(1);
		expect(await db.read.$count(draws)).toBe(1);
		expect(await db.read.$count(assignments)).toBe(2);
	});

	it('leaves no trace when it fails before its end, and then is made whole', async () => {
		const { db } = await aDay();
		const failing = runDraw(inContext(db), {
			...spotCheck,
			finish: () => Promise.reject(new Error('power cut'))
		});
		await expect(failing).rejects.toThrow('power cut');
		expect(await db.read.$count(draws)).toBe(0);
		expect(await db.read.$count(assignments)).toBe(0);
		expect(await db.read.$count(notifications)).toBe(0);
		expect(await db.read.$count(recordings, eq(recordings.reviewState, 'assigned'))).toBe(0);
		await made(db);
		expect(await db.read.$count(assignments)).toBe(2);
	});

	it('foretells itself: the trial run shows the same and writes nothing', async () => {
		const { db } = await aDay();
		const preview = await previewDraw(inContext(db), spotCheck);
		expect(await db.read.$count(draws)).toBe(0);
		const drawn = await assignmentsOf(db.read, await made(db));
		expect(preview.ok && preview.value.planned.chosen).toEqual(
			drawn.map(({ recordingId, agentId, reviewerId, rank }) => ({
				recordingId,
				agentId,
				reviewerId,
				rank
			}))
		);
	});

	it('has no reviewer for the calls of a disabled lead’s team', async () => {
		const { db, sun, hao } = await aDay();
		await db.tx((tx) =>
			tx.insert(disablements).values({ userId: sun.id, at: now, by: 'test', reason: 'left' })
		);
		const { shares } = (await drawById(db.read, await made(db)))!;
		expect(shares.find(({ agentId }) => agentId === hao.id)).toMatchObject({
			reviewerId: null,
			chosen: 0,
			ineligible: { 'no-reviewer': 3 }
		});
	});

	it.each([20_261_121, 20_261_122])('refuses the day %i, which is not over', async (open) => {
		const { db } = await aDay();
		expect(await runDraw(inContext(db), { ...spotCheck, period: open })).toMatchObject({
			ok: false,
			refusal: 'period-open'
		});
		expect(await db.read.$count(draws)).toBe(0);
	});

	it('refuses an unknown plan, and everybody but the head and the program', async () => {
		const { db, ana, omar, lin, auditor } = await aDay();
		expect(await runDraw(inContext(db), { planKey: 'weekly', period })).toMatchObject({
			refusal: 'no-such-plan'
		});
		for (const { actor } of [omar, lin, auditor]) {
			const refused = { ok: false, refusal: 'not-permitted' };
			expect(await runDraw(inContext(db, actor), spotCheck)).toEqual(refused);
			expect(await previewDraw(inContext(db, actor), spotCheck)).toEqual(refused);
		}
		expect(await runDraw(inContext(db, ana.actor), spotCheck)).toMatchObject({ ok: true });
	});
});

describe('days at the edges of the calendar', () => {
	it.each([
		['a leap day', 20_280_229, 'Asia/Shanghai', '2028-02-28T16:00:00Z', '2028-02-29T15:59:59.999Z'],
		['25 hours', 20_261_025, 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59.999Z'],
		['23 hours', 20_260_329, 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z'],
		['New Year', 20_270_101, 'America/St_Johns', '2027-01-01T03:30:00Z', '2027-01-02T03:29:59.999Z']
	])('draws %s from its first to its last millisecond', async (_, day, centreZone, from, to) => {
		const db = await testDatabase();
		const { lin, wei, north } = await exampleCentre(db);
		const record = (agentId: string, startedAt: number) =>
			addRecording(db, { agentId, place: north, startedAt: new Date(startedAt), zone: centreZone });
		const inside = [await record(lin.id, Date.parse(from)), await record(wei.id, Date.parse(to))];
		await record(lin.id, Date.parse(from) - 1);
		await record(wei.id, Date.parse(to) + 1);
		const context = {
			db,
			actor: scheduler,
			now: new Date('2029-01-01T00:00:00Z'),
			zone: centreZone
		};
		const outcome = await runDraw(context, { planKey: DAILY_SPOT_CHECK, period: day });
		const drawn = await assignmentsOf(db.read, outcome.ok ? outcome.value.drawId : '');
		expect(drawn.map(({ recordingId }) => recordingId).sort()).toEqual(inside.sort());
	});
});

describe('verifying a draw', () => {
	it('matches also after reviews, later calls and new leads', async () => {
		const { db, lin, north } = await aDay();
		const drawId = await made(db);
		await db.tx((tx) => tx.update(recordings).set({ reviewState: 'reviewed' }));
		await addRecording(db, { agentId: lin.id, place: north, startedAt: at(15) });
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});

	it('names the first difference: another pick, a pick too many, another seed', async () => {
		const { db, lin } = await aDay();
		const drawId = await made(db);
		const of = (await assignmentsOf(db.read, drawId)).find(({ agentId }) => agentId === lin.id)!;
		const [other] = await db.read
			.select({ id: recordings.id })
			.from(recordings)
			.where(eq(recordings.reviewState, 'none'))
			.orderBy(asc(recordings.id));
		const pick = (recordingId: string) =>
			db.tx((tx) => tx.update(assignments).set({ recordingId }).where(eq(assignments.id, of.id)));
		await pick(other!.id);
		expect(await verifyDraw(db.read, drawId)).toEqual({
			match: false,
			fault: 'pick-differs',
			agentId: lin.id
		});
		await pick(of.recordingId);
		await db.tx((tx) =>
			tx.insert(assignments).values({ ...of, id: newId(), recordingId: other!.id, rank: 2 })
		);
		expect(await verifyDraw(db.read, drawId)).toMatchObject({ fault: 'pick-differs' });
		await db.tx((tx) => tx.update(secrets).set({ value: 'ff' }));
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: false, fault: 'seed-differs' });
	});

	it('knows no draw that is not there, and no draw can be changed', async () => {
		const { db } = await aDay();
		const drawId = await made(db);
		expect(await verifyDraw(db.read, newId())).toBeUndefined();
		await expect(
			db.tx((tx) => tx.update(draws).set({ seed: 'x' }).where(eq(draws.id, drawId)))
		).rejects.toSatisfy(isAppendOnlyViolation);
	});
});
