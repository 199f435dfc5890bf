/** What could bend a draw: another run, an edit, a call that moves while it is drawn or afterwards. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { commitSeed } from '#lib/duty/server/commitments.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { assignmentsOf, drawById, storedDraw, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { planInForce } from '#lib/sampling/server/plans.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { drawCommitments } from '#lib/sampling/server/draw-round-schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { aPlan, aRule, aVersion } from '../fixtures/plans.ts';
import { testDatabase } from '../support/database.ts';

const period = 20_261_120;
const now = new Date('2026-11-20T22:00:00Z');
const inContext = (db: Db) => ({ db, actor: systemActor('scheduler'), now, zone });
const createdAt = new Date('2026-11-01T00:00:00Z');

async function aDay(keys: readonly string[] = ['watched']) {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const plans = new Map<string, string>();
	for (const key of keys) plans.set(key, await aPlan(db, { key, rule: aRule(), createdAt }));
	const call = (agentId: string, hour: number) =>
		addRecording(db, {
			agentId,
			place: centre.north,
			startedAt: new Date(Date.UTC(2026, 10, 20, hour))
		});
	return { db, call, planId: plans.get('watched')!, ...centre };
}

async function made(db: Db, planKey = 'watched'): Promise<string> {
	const outcome = await runDraw(inContext(db), { planKey, period });
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.drawId;
}

/** A database on which `change` happens just before the `nth` transaction. */
function changedBefore(db: Db, nth: number, change: () => Promise<unknown>): Db {
	let begun = 0;
	return {
		...db,
		async tx(work) {
			begun += 1;
			if (begun === nth) await change();
			return db.tx(work);
		}
	};
}

describe('an edit of the plan', () => {
	it('after the commitment changes nothing: the version that was committed draws', async () => {
		const { db, call, lin, planId } = await aDay();
		for (const hour of [1, 2, 3]) await call(lin.id, hour);
		const plan = (await planInForce(db.read, 'watched', period))!;
		await commitSeed(inContext(db), plan, { first: period, last: period });
		// No command makes such a version: it would hold for a period that is over.
		const three = aRule({ count: { how: 'fixed', n: 3 } });
		const edit = { planId, key: 'watched', rule: three, effectiveFrom: period };
		await aVersion(db, { ...edit, version: 2 });
		const drawId = await made(db);
		expect(await drawById(db.read, drawId)).toMatchObject({ version: 1 });
		expect(await assignmentsOf(db.read, drawId)).toHaveLength(1);
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});

	it('in mid-draw changes nothing either', async () => {
		const { db, call, lin, planId } = await aDay();
		for (const hour of [1, 2, 3]) await call(lin.id, hour);
		await made(db, 'daily-self-check');
		const three = aRule({ count: { how: 'fixed', n: 3 } });
		const edit = { planId, key: 'watched', rule: three, effectiveFrom: period };
		const drawId = await made(changedBefore(db, 2, () => aVersion(db, { ...edit, version: 2 })));
		expect(await drawById(db.read, drawId)).toMatchObject({ version: 1 });
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});
});

describe('another draw', () => {
	it('of the same plan and period, of several connections at once, is the same', async () => {
		const { db, call, lin, wei } = await aDay();
		for (const agent of [lin, wei]) for (const hour of [1, 2]) await call(agent.id, hour);
		const { openDatabase } = await import('#lib/platform/server/db/client.ts');
		const others = await Promise.all([1, 2, 3].map(() => openDatabase(db.url)));
		const ids = await Promise.all([db, ...others].map((one) => made(one)));
		await Promise.all(others.map((one) => one.close()));
		expect(new Set(ids).size).toBe(1);
		expect(await db.read.$count(draws)).toBe(1);
		expect(await db.read.$count(drawCommitments)).toBe(1);
		expect(await db.read.$count(assignments)).toBe(2);
	});

	it('of another plan of its kind never takes the same call', async () => {
		const keys = ['first', 'second', 'third'];
		const { db, call, lin } = await aDay(keys);
		const ids = [await call(lin.id, 1), await call(lin.id, 2)];
		const drawIds = await Promise.all(keys.map((key) => made(db, key)));
		const drawn = await db.read.select({ id: assignments.recordingId }).from(assignments);
		expect(drawn.map(({ id }) => id).sort()).toEqual(ids.sort());
		for (const drawId of drawIds)
			expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});
});

describe('a call that gets another agent', () => {
	const giveTo = (db: Db, recordingId: string, agentId: string) => () =>
		db.tx((tx) => tx.update(recordings).set({ agentId }).where(eq(recordings.id, recordingId)));

	it('after it was read is drawn as the new agent’s', async () => {
		const { db, call, lin, wei } = await aDay();
		const only = await call(lin.id, 1);
		await made(db, 'daily-self-check');
		const drawId = await made(changedBefore(db, 2, giveTo(db, only, wei.id)));
		const tasks = await assignmentsOf(db.read, drawId);
		expect(tasks).toMatchObject([{ recordingId: only, agentId: wei.id, unitId: wei.id }]);
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});

	it('after the draw stays in its record', async () => {
		const { db, call, lin, wei } = await aDay();
		const ids = [await call(lin.id, 1), await call(lin.id, 2)];
		const drawId = await made(db);
		for (const id of ids) await giveTo(db, id, wei.id)();
		const stored = (await storedDraw(db.read, drawId))!;
		expect(stored.rounds[0]!.candidates).toContain(`${lin.id}\n`);
		for (const id of ids) expect(stored.rounds[0]!.candidates).toContain(id);
		expect(stored.picks).toMatchObject([{ agentId: lin.id }]);
		expect(await verifyDraw(db.read, drawId)).toEqual({ match: true });
	});
});
