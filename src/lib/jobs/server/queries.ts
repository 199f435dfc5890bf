/** What the page of jobs shows. */
import { desc, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { nextSlot } from '../recurrence.ts';
import type { Job } from './runner.ts';
import { schedule } from './schedule.ts';
import { jobRuns } from './schema.ts';

/** Newest runs shown of a job. */
const SHOWN_RUNS = 5;

/** Every job with its next slot and newest run, and the newest runs of all. */
export async function jobsPage(context: Context, jobs: readonly Job[] = schedule) {
	const { db, now, zone } = context;
	const shown = await Promise.all(
		jobs.map(async (job) => ({
			name: job.name,
			next: nextSlot({ pattern: job.pattern, zone }, now),
			runs: await newestRuns(db.read, job.name)
		}))
	);
	return {
		jobs: shown.map(({ name, next, runs }) => ({ name, next, last: runs[0] })),
		runs: shown.flatMap(({ runs }) => runs).sort((a, b) => +b.slot - +a.slot)
	};
}

/** What the newest finished run of a job noted, and for which slot. */
export async function newestResult<Result>(
	db: Reader,
	job: string
): Promise<{ slot: Date; result: Result } | undefined> {
	const done = (await newestRuns(db, job)).find(({ state }) => state === 'done');
	return done && { slot: done.slot, result: done.result as Result };
}

const newestRuns = (db: Reader, job: string) =>
	db
		.select({
			job: jobRuns.job,
			slot: jobRuns.slot,
			state: jobRuns.state,
			startedAt: jobRuns.startedAt,
			finishedAt: jobRuns.finishedAt,
			result: jobRuns.result
		})
		.from(jobRuns)
		.where(eq(jobRuns.job, job))
		.orderBy(desc(jobRuns.slot))
		.limit(SHOWN_RUNS);
