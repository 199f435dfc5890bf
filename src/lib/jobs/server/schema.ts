import { index, instant, json, primaryKey, table, text } from '../../platform/server/db/dialect.ts';

/** One run per job and scheduled instant: the slot is the idempotency key, the lease lets another node take over. */
export const jobRuns = table(
	'job_runs',
	{
		job: text('job').notNull(),
		slot: instant('slot').notNull(),
		state: text('state').$type<'running' | 'done' | 'failed'>().notNull(),
		owner: text('owner').notNull(),
		leaseUntil: instant('lease_until').notNull(),
		startedAt: instant('started_at').notNull(),
		finishedAt: instant('finished_at'),
		result: json('result').$type<unknown>()
	},
	(t) => [primaryKey({ columns: [t.job, t.slot] }), index('job_runs_state').on(t.state, t.slot)]
);
