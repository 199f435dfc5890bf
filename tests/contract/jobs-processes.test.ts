/** Several real processes on one database, one killed in mid-work: every slot once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jobRuns } from '#lib/jobs/server/schema.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { testDatabase } from '../support/database.ts';

describe('jobs in several processes', () => {
	it('runs every slot once over kill -9, a gap without anybody, and a late joiner', async () => {
		const db = await testDatabase();
		const workers: ChildProcess[] = [];
		onTestFinished(() => workers.forEach((worker) => worker.kill('SIGKILL')));
		const start = async () => {
			const worker = spawn(process.execPath, ['tests/support/jobs-worker.ts'], {
				env: { ...process.env, DATABASE_URL: db.url },
				stdio: ['ignore', 'pipe', 'inherit']
			});
			workers.push(worker);
			await once(worker.stdout, 'data');
			return worker;
		};
		const kill = async (worker: ChildProcess) => {
			worker.kill('SIGKILL');
			await once(worker, 'exit');
		};

		const [first, second] = await Promise.all([start(), start()]);
		await sleep(1500);
		await kill(first);
		await sleep(700);
		await kill(second);
		await sleep(1200);
		const third = await start();
		// Longer than a lease, so that what the killed ones held is taken over.
		await sleep(3500);
		await kill(third);

		const runs = await db.read.select().from(jobRuns).orderBy(asc(jobRuns.slot));
		const done = runs.filter(({ state }) => state === 'done').map(({ slot }) => slot.getTime());
		const effects = await db.read.select().from(settings).orderBy(asc(settings.effectiveFrom));
		expect(effects.map((row) => row.effectiveFrom.getTime())).toEqual(done);
		expect(done.length).toBeGreaterThanOrEqual(6);
		// No second is left out, also not those in which nobody ran.
		const whole = done.map((_, index) => done[0]! + index * 1000);
		expect(done.slice(0, -1)).toEqual(whole.slice(0, -1));
	});
});
