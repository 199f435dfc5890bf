/** The one list of recurring jobs: a command of its area and its pattern, one entry for each. */
import { remindOfCases } from '#lib/accountability/server/overdue-cases.ts';
import { endExpiredSessions } from '#lib/auth/server/sessions.ts';
import { verifyNightly } from '#lib/custody/server/chain-job.ts';
import { keepCheckpoints } from '#lib/custody/server/checkpoint-job.ts';
import { scrubSlice } from '#lib/custody/server/nightly-scrub.ts';
import { runDueDraws } from '#lib/duty/server/due-draws.ts';
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { sendDigest, sendReminders } from '#lib/duty/server/reminders.ts';
import { topUpDraws } from '#lib/duty/server/top-ups.ts';
import { purgeDue } from '#lib/custody/server/purge.ts';
import { attributeAgain } from '#lib/ingest/server/attribute-again.ts';
import type { Context } from '#lib/people/server/context.ts';
import { closeStalePlays } from '#lib/recordings/server/plays.ts';
import { remindOfCalibrations } from '#lib/reviews/server/calibration-reminders.ts';
import { remindOfDisputes } from '#lib/reviews/server/dispute-reminders.ts';
import { lapseReviews } from '#lib/reviews/server/lapses.ts';
import type { Job } from './runner.ts';

const MINUTE_MS = 60_000;
/** Older recordings without an agent are looked at by the command alone. */
const ATTRIBUTED_DAYS = 35;

export const schedule: readonly Job[] = [
	{ name: 'draws', pattern: '* * * * *', leaseMs: 10 * MINUTE_MS, run: runDueDraws },
	{ name: 'top-ups', pattern: '*/15 * * * *', leaseMs: 10 * MINUTE_MS, run: topUpDraws },
	{ name: 'overdue-tasks', pattern: '* * * * *', leaseMs: 5 * MINUTE_MS, run: recordOverdue },
	{ name: 'reminders', pattern: '*/5 * * * *', leaseMs: 5 * MINUTE_MS, run: sendReminders },
	{ name: 'morning-digest', pattern: '*/5 * * * *', leaseMs: 5 * MINUTE_MS, run: sendDigest },
	{
		name: 'calibrations',
		pattern: '*/15 * * * *',
		leaseMs: 5 * MINUTE_MS,
		run: remindOfCalibrations
	},
	{ name: 'disputes', pattern: '*/15 * * * *', leaseMs: 5 * MINUTE_MS, run: remindOfDisputes },
	{ name: 'lapses', pattern: '*/15 * * * *', leaseMs: 5 * MINUTE_MS, run: lapseReviews },
	{ name: 'cases', pattern: '*/15 * * * *', leaseMs: 5 * MINUTE_MS, run: remindOfCases },
	{
		name: 'close-stale-plays',
		pattern: '* * * * *',
		leaseMs: MINUTE_MS,
		run: (context) => closeStalePlays(context)
	},
	{
		name: 'attribute-recordings',
		pattern: '*/10 * * * *',
		leaseMs: 5 * MINUTE_MS,
		run: attributeNewest
	},
	{ name: 'purge', pattern: '*/5 * * * *', leaseMs: 30 * MINUTE_MS, run: purgeDue },
	{ name: 'audit-chain', pattern: '23 3 * * *', leaseMs: 60 * MINUTE_MS, run: verifyNightly },
	{ name: 'checkpoints', pattern: '* * * * *', leaseMs: 5 * MINUTE_MS, run: keepCheckpoints },
	{
		name: 'verify-recordings',
		pattern: '* 1-5 * * *',
		leaseMs: 5 * MINUTE_MS,
		run: (context) => scrubSlice(context)
	},
	{
		name: 'end-sessions',
		pattern: '17 * * * *',
		leaseMs: MINUTE_MS,
		run: ({ db }) => db.tx(endExpiredSessions)
	}
];

function attributeNewest(context: Context) {
	const since = new Date(context.now.getTime() - ATTRIBUTED_DAYS * 24 * 60 * MINUTE_MS);
	return attributeAgain(context, { since });
}
