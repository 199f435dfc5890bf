/** Several real processes draw on one database, killed at random moments: every period once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { assignmentsOf, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { businessDay, addDays } from '#lib/shared/calendar.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { drawCommitments } from '#lib/sampling/server/draw-round-schema.ts';
import { standardPlans } from '#lib/sampling/standard-plans.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { allDraws, aPlan } from '../fixtures/plans.ts';
import { testDatabase } from '../support/database.ts';

/** A Thursday, 04:00 in Shanghai; fifteen hours a second. */
const from = '2026-11-18T20:00:00Z';
const SPEED = 15 * 3600;
const FIRST_DAY = 20_261_118;

async function aCentre() {
	const db = await testDatabase();
	const { lin, wei, hao, north, south } = await exampleCentre(db);
	for (const [key, rule] of Object.entries(standardPlans))
		await aPlan(db, { key, rule, createdAt: new Date(from) });
	const people = [
		[lin, north],
		[wei, north],
		[hao, south]
	] as const;
	for (let day = 16; day < 30; day++)
		for (const [agent, place] of people)
			for (const hour of [1, 5])
				await addRecording(db, {
					agentId: agent.id,
					place,
					startedAt: new Date(Date.UTC(2026, 10, day, hour))
				});
	return db;
}

describe('draws by several processes', () => {
	it('are one for every plan and period, over kill -9, a gap and late joiners', async () => {
		const db = await aCentre();
		const workers = new Set<ChildProcess>();
		onTestFinished(() => workers.forEach((worker) => worker.kill('SIGKILL')));
		const began = Date.now();
		const clock = () => new Date(Date.parse(from) + (Date.now() - began) * SPEED);
		const start = async () => {
			const worker = spawn(
				process.execPath,
				['tests/support/jobs-worker.ts', from, String(began), String(SPEED), zone],
				{
					env: { ...process.env, DATABASE_URL: db.url },
					stdio: ['ignore', 'pipe', 'inherit']
				}
			);
			workers.add(worker);
			await once(worker.stdout, 'data');
		};
		const killAny = async (n: number) => {
			for (const worker of [...workers].slice(0, n)) {
				workers.delete(worker);
				worker.kill('SIGKILL');
				await once(worker, 'exit');
			}
		};

		await Promise.all([start(), start(), start()]);
		for (let round = 0; round < 3; round++) {
			await sleep(200 + Math.random() * 700);
			await killAny(1);
			await start();
		}
		await killAny(3);
		// Two days and more without anybody.
		await sleep(4000);
		await Promise.all([start(), start()]);
		await sleep(500 + Math.random() * 500);
		await killAny(1);
		const until = clock();
		const settled = async () => {
			const rows = await allDraws(db);
			const newest = addDays(businessDay(until, zone), -2);
			return Object.keys(standardPlans).every((key) =>
				rows.some(
					({ plan, lastDay }) =>
						plan === key && lastDay >= newest - (key.startsWith('week') ? 7 : 0)
				)
			);
		};
		for (let waited = 0; waited < 15_000 && !(await settled()); waited += 100) await sleep(100);
		await killAny(1);

		const rows = await allDraws(db);
		for (const key of ['daily-spot-check', 'daily-self-check']) {
			const days = rows.filter(({ plan }) => plan === key).map(({ period }) => period);
			expect(days[0]).toBe(FIRST_DAY);
			expect(days.length).toBeGreaterThanOrEqual(5);
			expect(days).toEqual(days.map((_, n) => addDays(FIRST_DAY, n)));
		}
		const weeks = rows.filter(({ plan }) => plan === 'weekly-audit').map(({ period }) => period);
		expect(weeks.slice(0, 2)).toEqual([20_261_109, 20_261_116].slice(0, weeks.length));
		expect(rows.some(({ late }) => late)).toBe(true);

		const committed = await db.read
			.select({ period: drawCommitments.period })
			.from(drawCommitments)
			.orderBy(asc(drawCommitments.period));
		expect(committed.length - rows.length).toBeGreaterThanOrEqual(0);
		expect(committed.length - rows.length).toBeLessThanOrEqual(3);
		for (const { id, shares } of rows) {
			expect(await verifyDraw(db.read, id)).toEqual({ match: true });
			const drawn = await assignmentsOf(db.read, id);
			const chosen = shares.reduce((sum, share) => sum + share.chosen, 0);
			expect(drawn.filter(({ round }) => round === 0)).toHaveLength(chosen);
		}
		const kinds = await db.read
			.select({ kind: assignments.kind, recordingId: assignments.recordingId })
			.from(assignments);
		expect(new Set(kinds.map(({ kind, recordingId }) => `${kind} ${recordingId}`)).size).toBe(
			kinds.length
		);
		expect(await verifyChain(db.read)).toMatchObject({ ok: true });
	}, 240_000);
});
