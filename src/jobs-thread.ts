/** The thread in which the scheduled jobs run: on connections of its own, so that no draw holds up a page. */
import { parentPort, workerData } from 'node:worker_threads';
import { startJobs } from '#lib/jobs/server/runner.ts';
import { schedule } from '#lib/jobs/server/schedule.ts';
import { systemActor } from '#lib/people/role.ts';
import { clockFrom } from '#lib/platform/server/clock.ts';
import type { Config } from '#lib/platform/server/config.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { createAnalyser } from '#lib/recordings/server/analyser.ts';

export interface JobsThreadData {
	/** With `startAt` at the server's time of now, when the server's clock is not the wall clock. */
	config: Config;
}

const { config } = workerData as JobsThreadData;
const db = await openDatabase(config.databaseUrl);
const store = recordingStore(config.dataDir);
const analyser = createAnalyser({ decoder: config.decoder, playback: config.playback, workers: 1 });
const now = clockFrom(config.startAt);
const actor = systemActor('scheduler');
const jobs = startJobs({
	context: () => ({ db, actor, now: now(), zone: config.zone, store, analyser, config }),
	logger: createLogger(config.logLevel),
	jobs: schedule
});
parentPort!.once('message', () => {
	void jobs
		.stop()
		.then(() => analyser.close())
		.then(() => db.close());
});
