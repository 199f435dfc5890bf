/** Calls that arrive after their draw. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { assignmentsOf, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { topUpDraws } from '#lib/duty/server/top-ups.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { aPlan, aRule } from '../fixtures/plans.ts';
import { testDatabase } from '../support/database.ts';

const drawnAt = '2026-11-20T22:00:00Z';
/** Monday noon in Shanghai. */
const dueAt = '2026-11-23T04:00:00Z';
const inContext = (db: Db, text: string) => ({
	db,
	actor: systemActor('scheduler'),
	now: new Date(text),
	zone
});

/** Two calls wanted of each agent: Lin has three, Wei one, Hao none. */
async function aDrawnDay() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const call = (agentId: string, hour: number, place = centre.north) =>
		addRecording(db, { agentId, place, startedAt: new Date(Date.UTC(2026, 10, 20, hour)) });
	for (const hour of [1, 2, 3]) await call(centre.lin.id, hour);
	await call(centre.wei.id, 1);
	const rule = aRule({ count: { how: 'fixed', n: 2 } });
	await aPlan(db, { key: 'two', rule, createdAt: new Date('2026-11-20T00:00:00Z') });
	const outcome = await runDraw(inContext(db, drawnAt), { planKey: 'two', period: 20_261_120 });
	if (!outcome.ok) throw new Error(outcome.refusal);
	const { drawId } = outcome.value;
	const tasks = async () =>
		(await assignmentsOf(db.read, drawId)).map(({ agentId, rank, round }) => ({
			agent: Object.values({ lin: centre.lin, wei: centre.wei, hao: centre.hao }).find(
				({ id }) => id === agentId
			)!.staffNo,
			rank,
			round
		}));
	const sorted = async () =>
		(await tasks()).sort((a, b) =>
			a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : a.rank - b.rank
		);
	return { db, drawId, call, tasks: sorted, ...centre };
}

describe('a top-up', () => {
	it('gives agents who were short what they lack, in rounds, and verifies', async () => {
		const { db, drawId, call, tasks, lin, wei, hao, south, omar } = await aDrawnDay();
		const first = [
			{ agent: 'A1', rank: 1, round: 0 },
			{ agent: 'A1', rank: 2, round: 0 },
			{ agent: 'A2', rank: 1, round: 0 }
		];
		expect(await topUpDraws(inContext(db, '2026-11-20T22:15:00Z'))).toEqual({ chosen: 0 });
		expect(await tasks()).toEqual(first);
		await call(lin.id, 4);
		await call(wei.id, 4);
		await call(wei.id, 5);
		expect(await topUpDraws(inContext(db, '2026-11-20T22:30:00Z'))).toEqual({ chosen: 1 });
		expect(await tasks()).toEqual([...first, { agent: 'A2', rank: 2, round: 1 }]);
		await call(hao.id, 4, south);
		expect(await topUpDraws(inContext(db, '2026-11-21T22:30:00Z'))).toEqual({ chosen: 1 });
		expect((await tasks()).at(-1)).toEqual({ agent: 'A3', rank: 1, round: 2 });
		expect(await topUpDraws(inContext(db, '2026-11-21T22:45:00Z'))).toEqual({ chosen: 0 });
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });

		const [later] = (await assignmentsOf(db.read, drawId)).filter(({ round }) => round === 1);
		expect(later).toMatchObject({ dueAt: new Date(dueAt), reviewerId: omar.id });
		const entries = await db.read
			.select({ body: auditEntries.body })
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'draw.topped-up'));
		const facts = entries.map(
			({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts
		);
		expect(facts).toMatchObject([
			{ round: 1, units: 1, chosen: 1 },
			{ round: 2, units: 1, chosen: 1 }
		]);
		const told = await db.read.$count(notifications, eq(notifications.userId, omar.id));
		expect(told).toBe(2);
	});

	it('is made until the due time, and not at it', async () => {
		const { db, call, wei } = await aDrawnDay();
		await call(wei.id, 4);
		expect(await topUpDraws(inContext(db, dueAt))).toEqual({ chosen: 0 });
		const before = new Date(Date.parse(dueAt) - 1).toISOString();
		expect(await topUpDraws(inContext(db, before))).toEqual({ chosen: 1 });
	});

	it('is made once by several at a time, and never changes', async () => {
		const { db, call, wei } = await aDrawnDay();
		await call(wei.id, 4);
		await call(wei.id, 5);
		const context = inContext(db, '2026-11-21T00:00:00Z');
		const done = await Promise.all(Array.from({ length: 5 }, () => topUpDraws(context)));
		expect(done.reduce((sum, { chosen }) => sum + chosen, 0)).toBe(1);
		expect(await db.read.$count(topUps)).toBe(1);
		await expect(db.tx((tx) => tx.update(topUps).set({ round: 9 }))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});
});
