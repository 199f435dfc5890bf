/** The command that makes a draw: once per plan and period, whatever crashes. */
import { gzipSync } from 'node:zlib';
import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { businessDay, dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision, type Refused } from '#lib/shared/decision.ts';
import { ALGORITHM } from '#lib/sampling/draw.ts';
import { planDraw, sha256, type PlannedDraw } from './planned-draw.ts';
import { ensureStandardPlans, planInForce, type PlanInForce } from '#lib/sampling/server/plans.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';

export type DrawRefusal = 'not-permitted' | 'no-such-plan' | 'period-open';

export interface RunDraw {
	planKey: string;
	/** Business day that is drawn from; it must be over. */
	period: BusinessDay;
	/** Runs in the draw's own transaction, after it: a throw takes the draw back. */
	finish?: (tx: Writer) => Promise<void>;
}

/** Draws once for plan and period; a second run answers with the existing draw and `already`. */
export async function runDraw(
	context: Context,
	{ planKey, period, finish }: RunDraw
): Promise<Decision<{ drawId: string; already: boolean }, DrawRefusal>> {
	const refused = refusalOf(context, period);
	if (refused) return refused;
	await ensureStandardPlans(context);
	return context.db.tx(async (tx) => {
		const plan = await planInForce(tx, planKey, period);
		if (!plan) return refuse('no-such-plan');
		const existing = await drawIdOf(tx, plan.planId, period);
		const drawId =
			existing ??
			(await save(tx, context, { plan, period }, await planDraw(tx, context, plan, period)));
		await finish?.(tx);
		return accept({ drawId, already: existing !== undefined });
	});
}

/** What a draw made now would be; makes none. */
export async function previewDraw(
	context: Context,
	{ planKey, period }: Omit<RunDraw, 'finish'>
): Promise<Decision<{ plan: PlanInForce; planned: PlannedDraw }, DrawRefusal>> {
	const refused = refusalOf(context, period);
	if (refused) return refused;
	await ensureStandardPlans(context);
	const plan = await planInForce(context.db.read, planKey, period);
	if (!plan) return refuse('no-such-plan');
	return accept({ plan, planned: await planDraw(context.db.read, context, plan, period) });
}

/** The draw of a plan and period, if it was made. */
export async function drawIdOf(
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

function refusalOf(context: Context, period: BusinessDay): Refused<DrawRefusal> | undefined {
	const { actor, now, zone } = context;
	if (!may(actor, 'draw.run')) return refuse('not-permitted');
	const today = businessDay(now, zone);
	return period >= today ? refuse('period-open', { today: dayText(today) }) : undefined;
}

async function save(
	tx: Writer,
	{ actor, now }: Context,
	{ plan, period }: { plan: PlanInForce; period: BusinessDay },
	planned: PlannedDraw
): Promise<string> {
	const drawId = newId(now);
	await tx.insert(draws).values({
		id: drawId,
		planVersionId: plan.planVersionId,
		planId: plan.planId,
		period,
		algorithm: ALGORITHM,
		seed: planned.seed,
		candidatesSha256: planned.candidatesSha256,
		candidateCount: planned.candidateCount,
		candidates: gzipSync(planned.candidates, { level: 1 }).toString('base64'),
		unattributed: planned.unattributed,
		shares: planned.shares,
		drawnAt: now,
		drawnBy: actor.id
	});
	await assign(tx, now, drawId, planned);
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'draw.made',
			subject: `draw:${drawId}`,
			facts: {
				plan: plan.planId,
				version: plan.version,
				period,
				algorithm: ALGORITHM,
				seedSha256: sha256(planned.seed),
				candidatesSha256: planned.candidatesSha256,
				candidates: planned.candidateCount,
				unattributed: planned.unattributed,
				agents: planned.shares.length,
				chosen: planned.chosen.length
			}
		}
	);
	await tellReviewers(tx, now, period, planned);
	return drawId;
}

/** Rows a statement takes at most, so that no engine's limit of parameters is met. */
const CHUNK = 500;

async function assign(tx: Writer, now: Date, drawId: string, { chosen, dueAt }: PlannedDraw) {
	for (let from = 0; from < chosen.length; from += CHUNK) {
		const some = chosen.slice(from, from + CHUNK);
		await tx
			.insert(assignments)
			.values(some.map((pick) => ({ id: newId(now), drawId, ...pick, dueAt, createdAt: now })));
		const ids = some.map(({ recordingId }) => recordingId);
		await tx.update(recordings).set({ reviewState: 'assigned' }).where(inArray(recordings.id, ids));
	}
}

async function tellReviewers(tx: Writer, now: Date, period: BusinessDay, { chosen }: PlannedDraw) {
	const counts = new Map<string, number>();
	for (const { reviewerId } of chosen) counts.set(reviewerId, (counts.get(reviewerId) ?? 0) + 1);
	for (const [reviewerId, count] of counts)
		await notify(tx, now, {
			kind: 'tasks-drawn',
			to: [reviewerId],
			path: '/',
			facts: { count, day: dayText(period) }
		});
}
