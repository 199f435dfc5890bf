/**
 * One process that runs the scheduled draws on the database in DATABASE_URL, until it is killed. Its
 * clock, the same in every process, began at `from` when the wall clock showed `began`, and runs
 * `speed` times as fast.
 */
import { topUpDraws } from '#lib/duty/server/top-ups.ts';
import { runDueDraws } from '#lib/duty/server/due-draws.ts';
import { startJobs } from '#lib/jobs/server/runner.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { createLogger } from '#lib/platform/server/logger.ts';

const [from, began, speed, zone] = process.argv.slice(2) as [string, string, string, string];
const db = await openDatabase(process.env.DATABASE_URL!);
const actor = systemActor('scheduler');
const clock = () => new Date(Date.parse(from) + (Date.now() - Number(began)) * Number(speed));

startJobs({
	context: () => ({ db, actor, now: clock(), zone }),
	// A lease of seconds is over in no time by this clock: its loss is part of the test.
	logger: createLogger('silent'),
	tickMs: 30,
	jobs: [
		{ name: 'draws', pattern: '* * * * *', leaseMs: 600_000, run: runDueDraws },
		{ name: 'top-ups', pattern: '*/15 * * * *', leaseMs: 600_000, run: topUpDraws }
	]
});
process.stdout.write('ready\n');
