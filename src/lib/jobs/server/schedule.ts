/** The one list of recurring jobs. A job is a command of its area, its pattern and how it catches up. */
import { endExpiredSessions } from '#lib/auth/server/sessions.ts';
import { attributeAgain } from '#lib/ingest/server/attribute-again.ts';
import type { Context } from '#lib/people/server/context.ts';
import { closeStalePlays } from '#lib/recordings/server/plays.ts';
import { DAILY_SPOT_CHECK, drawPattern, standardPlans } from '#lib/sampling/plan.ts';
import { hasCalls } from '#lib/duty/server/candidates.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { planInForce } from '#lib/sampling/server/plans.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import type { Finish, Job } from './runner.ts';

const MINUTE_MS = 60_000;
/** Older recordings without an agent are looked at by the command alone. */
const ATTRIBUTED_DAYS = 35;

export const schedule: readonly Job[] = [
	{
		name: 'daily-draw',
		catchUp: 'each',
		leaseMs: 5 * MINUTE_MS,
		pattern: drawTimes,
		run: drawDayBefore
	},
	{
		name: 'close-stale-plays',
		catchUp: 'latest',
		leaseMs: MINUTE_MS,
		pattern: () => Promise.resolve('* * * * *'),
		run: (context) => closeStalePlays(context)
	},
	{
		name: 'attribute-recordings',
		catchUp: 'latest',
		leaseMs: 5 * MINUTE_MS,
		pattern: () => Promise.resolve('*/10 * * * *'),
		run: attributeNewest
	},
	{
		name: 'end-sessions',
		catchUp: 'latest',
		leaseMs: MINUTE_MS,
		pattern: () => Promise.resolve('17 * * * *'),
		run: ({ db }) => db.tx(endExpiredSessions)
	}
];

async function drawTimes({ db, now, zone }: Context): Promise<string> {
	const plan = await planInForce(db.read, DAILY_SPOT_CHECK, businessDay(now, zone));
	return drawPattern(plan?.rule ?? standardPlans[DAILY_SPOT_CHECK]!);
}

function attributeNewest(context: Context) {
	const since = new Date(context.now.getTime() - ATTRIBUTED_DAYS * 24 * 60 * MINUTE_MS);
	return attributeAgain(context, { since });
}

/** Draws the day before the slot's; a day without a single call has nothing to draw and gets no draw. */
async function drawDayBefore(context: Context, slot: Date, finish: Finish) {
	const period = addDays(businessDay(slot, context.zone), -1);
	if (!(await hasCalls(context.db.read, period))) return { period, calls: 0 };
	const outcome = await runDraw(context, {
		planKey: DAILY_SPOT_CHECK,
		period,
		finish: (tx) => finish(tx, { period })
	});
	if (!outcome.ok) throw new Error(`the draw was refused: ${outcome.refusal}`);
	return outcome.value;
}
