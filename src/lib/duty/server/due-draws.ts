/** The scheduler's draws: each plan's periods that are over, past their time and not drawn, oldest first. */
import { and, desc, eq, gte } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { drawInstant, nextPeriod, periodOf, type Period } from '#lib/sampling/period.ts';
import { readVersion, versions } from '#lib/sampling/server/plan-versions.ts';
import { ensureStandardPlans, type PlanInForce } from '#lib/sampling/server/plans.ts';
import { draws, plans, planVersions } from '#lib/sampling/server/schema.ts';
import { addDays, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { runDraw } from './draws.ts';

/**
 * Makes every draw that is due. Each has its own transactions, so it does not matter where a run is
 * broken off, how many run at once, or how long none did. A plan whose draw fails waits with its
 * later periods; the others go on, then the failures are thrown.
 */
export async function runDueDraws(context: Context): Promise<{ drawn: string[] }> {
	await ensureStandardPlans(context);
	const { db } = context;
	const drawn: string[] = [];
	const failures: Error[] = [];
	for (const plan of await db.read.select().from(plans).orderBy(plans.key)) {
		try {
			for (const period of await duePeriods(context, plan)) {
				const outcome = await runDraw(context, { planKey: plan.key, period: period.first });
				if (!outcome.ok) throw new Error(`${plan.key} ${period.first}: ${outcome.refusal}`);
				if (!outcome.value.already) drawn.push(outcome.value.drawId);
			}
		} catch (error) {
			failures.push(error as Error);
		}
	}
	if (failures.length > 0)
		throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
	return { drawn };
}

/**
 * Periods of the plan that want a draw now. They are looked for from the last one that the scheduler
 * itself has drawn; of a plan that it never has, from the one that had ended when the plan was made.
 */
async function duePeriods(
	{ db, actor, now, zone }: Context,
	plan: typeof plans.$inferSelect
): Promise<Period[]> {
	const rows = await versions(db.read)
		.where(eq(planVersions.planId, plan.id))
		.orderBy(desc(planVersions.version));
	const newestFirst = rows.map(readVersion);
	if (newestFirst.length === 0) return [];
	const { recurrence } = newestFirst[0]!.rule;
	const last = await newestDrawnBy(db.read, plan.id, actor.id);
	const created = businessDay(plan.createdAt, zone);
	const from =
		last === undefined
			? periodOf(recurrence, addDays(periodOf(recurrence, created).first, -1))
			: nextPeriod(recurrence, periodOf(recurrence, last));
	const drawn = await drawnSince(db.read, plan.id, from.first);
	const today = businessDay(now, zone);
	const due: Period[] = [];
	for (let period = from; period.last < today; period = nextPeriod(recurrence, period)) {
		const version = versionOf(newestFirst, period);
		if (!version || version.rule.paused || drawn.has(period.first)) continue;
		if (drawInstant(version.rule, period, zone) <= now) due.push(period);
	}
	return due;
}

const versionOf = (newestFirst: readonly PlanInForce[], { first }: Period) =>
	newestFirst.find(({ effectiveFrom }) => effectiveFrom <= first);

async function newestDrawnBy(
	db: Reader,
	planId: string,
	drawnBy: string
): Promise<BusinessDay | undefined> {
	const [row] = await db
		.select({ period: draws.period })
		.from(draws)
		.where(and(eq(draws.planId, planId), eq(draws.drawnBy, drawnBy)))
		.orderBy(desc(draws.period))
		.limit(1);
	return row?.period;
}

async function drawnSince(db: Reader, planId: string, from: BusinessDay) {
	const rows = await db
		.select({ period: draws.period })
		.from(draws)
		.where(and(eq(draws.planId, planId), gte(draws.period, from)));
	return new Set(rows.map(({ period }) => period));
}
