/** The thread in which the scheduled jobs run: on connections of its own, so that no draw holds up a page. */
import { parentPort, workerData } from 'node:worker_threads';
import { startJobs } from '#lib/jobs/server/runner.ts';
import { systemActor } from '#lib/people/role.ts';
import { clockFrom } from '#lib/platform/server/clock.ts';
import type { Config } from '#lib/platform/server/config.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { createLogger } from '#lib/platform/server/logger.ts';

export interface JobsThreadData {
	/** With `startAt` at the server's time of now, when the server's clock is not the wall clock. */
	config: Pick<Config, 'databaseUrl' | 'zone' | 'startAt' | 'logLevel'>;
}

const { config } = workerData as JobsThreadData;
const db = await openDatabase(config.databaseUrl);
const now = clockFrom(config.startAt);
const actor = systemActor('scheduler');
const jobs = startJobs({
	context: () => ({ db, actor, now: now(), zone: config.zone }),
	logger: createLogger(config.logLevel)
});
parentPort!.once('message', () => void jobs.stop().then(() => db.close()));
