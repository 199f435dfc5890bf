/** The command that makes a draw: once per plan and period, whatever crashes. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isUniqueViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { ALGORITHM } from '#lib/sampling/draw.ts';
import { periodOf, type Period } from '#lib/sampling/period.ts';
import { planKind } from '#lib/sampling/plan.ts';
import { ensureStandardPlans, planInForce, type PlanInForce } from '#lib/sampling/server/plans.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import { sharesText } from '#lib/sampling/stored-draw.ts';
import { businessDay, dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { isLate } from '../late.ts';
import { assign, FactsMoved } from './assign.ts';
import { commitmentOf, commitSeed } from './commitments.ts';
import { pack } from './pack.ts';
import { planDraw, sha256, type PlannedDraw } from './planned-draw.ts';

export type DrawRefusal = 'not-permitted' | 'no-such-plan' | 'period-open' | 'plan-paused';

interface RunDraw {
	planKey: string;
	/** Any business day of the period that is drawn from; the period must be over. */
	period: BusinessDay;
}

/**
 * Draws once for plan and period; a second run answers with the existing draw and `already`. The
 * seed is committed first, in a transaction of its own: whoever dies after it goes on from there,
 * with the plan's version that was committed.
 */
export async function runDraw(
	context: Context,
	asked: RunDraw
): Promise<Decision<{ drawId: string; already: boolean }, DrawRefusal>> {
	const found = await periodAsked(context, asked);
	if (!found.ok) return found;
	const { plan, period } = found.value;
	const existing = await drawIdOf(context.db.read, plan.planId, period.first);
	if (existing) return accept({ drawId: existing, already: true });
	if (plan.rule.paused && !(await commitmentOf(context.db.read, plan.planId, period.first)))
		return refuse('plan-paused');
	const pinned = await commitSeed(context, plan, period);
	return accept(await drawCommitted(context, pinned, period));
}

/** What a draw made now would be; makes none, commits nothing. */
export async function previewDraw(
	context: Context,
	asked: RunDraw
): Promise<Decision<PlannedDraw, DrawRefusal>> {
	const found = await periodAsked(context, asked);
	if (!found.ok) return found;
	const { plan, period } = found.value;
	if (plan.rule.paused) return refuse('plan-paused');
	return accept(await planDraw(context.db.read, context, plan, period));
}

/** The draw of a plan and period, if it was made. */
async function drawIdOf(
	db: Reader,
	planId: string,
	period: BusinessDay
): Promise<string | undefined> {
	const [row] = await db
		.select({ id: draws.id })
		.from(draws)
		.where(and(eq(draws.planId, planId), eq(draws.period, period)));
	return row?.id;
}

async function periodAsked(
	context: Context,
	{ planKey, period: day }: RunDraw
): Promise<Decision<{ plan: PlanInForce; period: Period }, DrawRefusal>> {
	const { db, actor, now, zone } = context;
	if (!may(actor, 'draw.run')) return refuse('not-permitted');
	await ensureStandardPlans(context);
	// How periods are cut is the same in every version of a plan.
	const cut = await planInForce(db.read, planKey, day);
	const period = cut && periodOf(cut.rule.recurrence, day);
	const plan =
		period && (period.first === day ? cut : await planInForce(db.read, planKey, period.first));
	if (!plan) return refuse('no-such-plan');
	const today = businessDay(now, zone);
	if (period.last >= today) return refuse('period-open', { today: dayText(today) });
	return accept({ plan, period });
}

/** How often a draw is worked out anew because a call it chose was taken or changed meanwhile. */
const ATTEMPTS = 5;

async function drawCommitted(context: Context, plan: PlanInForce, period: Period) {
	for (let attempt = 1; ; attempt++) {
		// Read and worked out before the writer's lock is taken: others go on writing meanwhile.
		const planned = await planDraw(context.db.read, context, plan, period);
		try {
			return await context.db.tx(async (tx) => {
				const existing = await drawIdOf(tx, plan.planId, period.first);
				if (existing) return { drawId: existing, already: true };
				return { drawId: await save(tx, context, planned), already: false };
			});
		} catch (error) {
			const moved = error instanceof FactsMoved || isUniqueViolation(error);
			if (!moved || attempt === ATTEMPTS) throw error;
		}
	}
}

async function save(
	tx: Writer,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	planned: PlannedDraw
): Promise<string> {
	const { plan, period, scheduledAt, chosen } = planned;
	const drawId = newId(now);
	const kind = planKind(plan.rule);
	await tx.insert(draws).values({
		id: drawId,
		planVersionId: plan.planVersionId,
		planId: plan.planId,
		kind,
		period: period.first,
		lastDay: period.last,
		scheduledAt,
		dueAt: planned.dueAt,
		algorithm: ALGORITHM,
		seed: planned.seed,
		candidatesSha256: planned.candidatesSha256,
		candidateCount: planned.candidateCount,
		candidates: pack(planned.candidates),
		unattributed: planned.unattributed,
		shares: planned.shares,
		drawnAt: now,
		drawnBy: actor.id
	});
	await assign(tx, now, { ...planned, drawId, round: 0 });
	const facts = {
		plan: plan.planId,
		key: plan.key,
		version: plan.version,
		kind,
		period: dayText(period.first),
		lastDay: dayText(period.last),
		late: isLate({ scheduledAt, drawnAt: now }),
		algorithm: ALGORITHM,
		seedSha256: sha256(planned.seed),
		candidatesSha256: planned.candidatesSha256,
		sharesSha256: sha256(sharesText(planned.shares)),
		candidates: planned.candidateCount,
		unattributed: planned.unattributed,
		units: planned.shares.length,
		chosen: chosen.length
	};
	await appendAudit({ tx, actor, now }, { kind: 'draw.made', subject: `draw:${drawId}`, facts });
	return drawId;
}
