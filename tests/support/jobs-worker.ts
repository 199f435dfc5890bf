/** One process that runs a job every second on the database in DATABASE_URL, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '#lib/people/role.ts';
import { startJobs } from '#lib/jobs/server/runner.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { createLogger } from '#lib/platform/server/logger.ts';

const db = await openDatabase(process.env.DATABASE_URL!);
const actor = systemActor('scheduler');
const context = () => ({ db, actor, now: new Date(), zone: 'Asia/Shanghai' });

startJobs({
	context,
	logger: createLogger('error'),
	tickMs: 100,
	jobs: [
		{
			name: 'beat',
			catchUp: 'each',
			leaseMs: 1500,
			pattern: () => Promise.resolve('* * * * * *'),
			async run({ now }, slot, finish) {
				await sleep(20 + Math.random() * 80);
				await db.tx(async (tx) => {
					const name = `beat ${slot.toISOString()}`;
					await tx.insert(settings).values({
						id: newId(),
						name,
						value: process.pid,
						effectiveFrom: slot,
						setBy: 'worker',
						setAt: now
					});
					await finish(tx, { pid: process.pid });
				});
			}
		}
	]
});
process.stdout.write('ready\n');
