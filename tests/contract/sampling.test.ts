import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { previewDraw, runDraw } from '#lib/duty/server/draws.ts';
import { assignmentsOf, drawById, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import { disablements } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { secrets } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { drawCommitments } from '#lib/sampling/server/draw-round-schema.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/standard-plans.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

// Saturday morning, 21 November 2026, 06:00 in Shanghai.
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

async function entriesOf(db: Db, kind: string) {
	const rows = await db.read.select().from(auditEntries).where(eq(auditEntries.kind, kind));
	return rows.map(({ seq, subject, body }) => ({
		seq,
		subject,
		body,
		facts: (JSON.parse(body) as { facts: Record<string, unknown> }).facts
	}));
}

describe('a daily draw', () => {
	it('gives each lead one call per agent on duty, due at noon of the next working day', async () => {
		const { db, omar, sun, lin, wei, hao } = await aDay();
		const drawId = await made(db);
		const drawn = await assignmentsOf(db.read, drawId);
		expect(drawn.map(({ agentId, reviewerId, rank }) => ({ agentId, reviewerId, rank }))).toEqual(
			[
				{ agentId: lin.id, reviewerId: omar.id, rank: 1 },
				{ agentId: hao.id, reviewerId: sun.id, rank: 1 }
			].sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
		);
		// Drawn on a Saturday: Monday noon.
		expect(drawn[0]).toMatchObject({
			dueAt: new Date('2026-11-23T04:00:00Z'),
			kind: 'spot-check',
			unitId: drawn[0]!.agentId,
			callDay: period,
			stratum: 'any',
			round: 0
		});
		const facts = (await drawById(db.read, drawId))!;
		expect(facts).toMatchObject({ candidateCount: 6, unattributed: 1, period, version: 1 });
		expect(facts).toMatchObject({ lastDay: period, late: false, kind: 'spot-check' });
		expect(facts.scheduledAt).toEqual(now);
		expect(facts.shares.find(({ unitId }) => unitId === wei.id)).toMatchObject({
			wanted: 1,
			calls: 2,
			eligible: 0,
			chosen: 0,
			reviewerIds: [],
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
		const { seed, candidatesSha256 } = (await drawById(db.read, drawId))!;
		const [entry] = await entriesOf(db, 'draw.made');
		expect(entry).toMatchObject({
			subject: `draw:${drawId}`,
			facts: { candidatesSha256, chosen: 2 }
		});
		expect(entry!.body).not.toContain(seed);
	});

	it('has its seed’s hash in the chain before the draw, and never the seed', async () => {
		const { db } = await aDay();
		const drawId = await made(db);
		const facts = (await drawById(db.read, drawId))!;
		const [committed] = await entriesOf(db, 'draw.committed');
		const [drawn] = await entriesOf(db, 'draw.made');
		expect(committed!.seq).toBeLessThan(drawn!.seq);
		expect(committed!.facts).toMatchObject({ period: '2026-11-20', version: 1 });
		expect(committed!.facts.seedSha256).toBe(drawn!.facts.seedSha256);
		expect(committed!.subject).toBe(`plan:${facts.planId}`);
		expect(committed!.body).not.toContain(facts.seed);
		const [row] = await db.read.select().from(drawCommitments);
		expect(row!.seedSha256).toBe(committed!.facts.seedSha256);
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
		expect(await db.read.$count(drawCommitments)).toBe(1);
		expect(await db.read.$count(assignments)).toBe(2);
	});

	it('is made of a day without any call too, so that late ones can be added', async () => {
		const db = await testDatabase();
		await exampleCentre(db);
		const drawId = await made(db);
		expect(await drawById(db.read, drawId)).toMatchObject({ candidateCount: 0, shares: [] });
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});

	it('foretells itself: the trial run shows the same and writes nothing', async () => {
		const { db } = await aDay();
		const preview = await previewDraw(inContext(db), spotCheck);
		expect(await db.read.$count(draws)).toBe(0);
		expect(await db.read.$count(drawCommitments)).toBe(0);
		const drawn = await assignmentsOf(db.read, await made(db));
		expect(preview.ok && preview.value.chosen.map(({ recordingId }) => recordingId)).toEqual(
			drawn.map(({ recordingId }) => recordingId)
		);
	});

	it('has no reviewer for the calls of a disabled lead’s team', async () => {
		const { db, sun, hao } = await aDay();
		await db.tx((tx) =>
			tx.insert(disablements).values({ userId: sun.id, at: now, by: 'test', reason: 'left' })
		);
		const { shares } = (await drawById(db.read, await made(db)))!;
		expect(shares.find(({ unitId }) => unitId === hao.id)).toMatchObject({
			reviewerIds: [],
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
		expect(await runDraw(inContext(db), { planKey: 'fortnightly', period })).toMatchObject({
			refusal: 'no-such-plan'
		});
		for (const { actor } of [omar, lin, auditor]) {
			const refused = { ok: false, refusal: 'not-permitted' };
			expect(await runDraw(inContext(db, actor), spotCheck)).toEqual(refused);
			expect(await previewDraw(inContext(db, actor), spotCheck)).toEqual(refused);
		}
		expect(await db.read.$count(drawCommitments)).toBe(0);
		expect(await runDraw(inContext(db, ana.actor), spotCheck)).toMatchObject({ ok: true });
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
		expect(await verifyDraw(db.read, drawId)).toMatchObject({
			match: false,
			fault: 'pick-differs',
			unitId: lin.id
		});
		await pick(of.recordingId);
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
		await db.tx((tx) =>
			tx.insert(assignments).values({ ...of, id: newId(), recordingId: other!.id, rank: 2 })
		);
		expect(await verifyDraw(db.read, drawId)).toMatchObject({ match: false });
		await db.tx((tx) => tx.update(secrets).set({ value: 'ff' }));
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: false, fault: 'seed-differs' });
	});

	it('knows no draw that is not there, and nothing of a draw can be changed', async () => {
		const { db } = await aDay();
		const drawId = await made(db);
		expect(await verifyDraw(db.read, newId())).toBeUndefined();
		await expect(
			db.tx((tx) => tx.update(draws).set({ seed: 'x' }).where(eq(draws.id, drawId)))
		).rejects.toSatisfy(isAppendOnlyViolation);
		await expect(
			db.tx((tx) => tx.update(drawCommitments).set({ seedSha256: 'x' }))
		).rejects.toSatisfy(isAppendOnlyViolation);
	});
});
