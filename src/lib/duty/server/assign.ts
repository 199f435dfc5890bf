/** The rows of calls that were drawn, by a draw or a top-up: tasks, marks, rights to hear, notices. */
import { and, eq, sql } from 'drizzle-orm';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { isAmong, listOf, unindexed } from '#lib/platform/server/db/dialect.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { Chosen } from '#lib/sampling/draw.ts';
import type { Period } from '#lib/sampling/period.ts';
import { isReviewed, planKind } from '#lib/sampling/plan.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { dayText, type BusinessDay } from '#lib/shared/calendar.ts';

/** A call that was chosen is not what it was when it was read: the draw is to be worked out again. */
export class FactsMoved extends Error {}

interface Assigned {
	drawId: string;
	plan: PlanInForce;
	period: Period;
	/** 0 of the draw, else the top-up's. */
	round: number;
	chosen: readonly Chosen[];
	/** Who stands in for somebody. */
	deputies: ReadonlySet<string>;
	dueAt: Date;
}

/** Writes them; throws `FactsMoved` when a chosen call has another agent by now, is replaced, or kept no longer. */
export async function assign(tx: Writer, now: Date, assigned: Assigned): Promise<void> {
	const { drawId, plan, round, chosen, dueAt } = assigned;
	const kind = planKind(plan.rule);
	const days = await daysOf(tx, chosen);
	const rows = chosen.map((pick) => ({
		id: newId(now),
		drawId,
		...pick,
		kind,
		callDay: days.get(pick.recordingId)!,
		round,
		dueAt,
		createdAt: now
	}));
	await tx.insertMany(assignments, rows);
	if (isReviewed(kind)) await mark(tx, chosen);
	for (const { recordingId, reviewerId: userId } of chosen)
		if (needsTrust(assigned, userId)) await entrust(tx, { recordingId, userId, now });
	await tellReviewers(tx, now, assigned);
}

/** The day of each chosen call. Those alike come as one row: a row for every call costs more to hand over than to find. */
async function daysOf(
	tx: Writer,
	chosen: readonly Chosen[]
): Promise<ReadonlyMap<string, BusinessDay>> {
	const agents = new Map(chosen.map(({ recordingId, agentId }) => [recordingId, agentId]));
	const { id, agentId, current, businessDay } = recordings;
	const rows = await tx.values<[agentId: string | null, day: BusinessDay, ids: string]>(sql`
		select ${agentId}, ${businessDay}, ${listOf(id)} from ${recordings}
		where ${isAmong(id, [...agents.keys()])} and ${eq(current, true)} and ${isKept}
		group by ${agentId}, ${businessDay}`);
	const days = new Map<string, BusinessDay>();
	for (const [agent, day, ids] of rows)
		for (const call of ids.split(',')) if (agents.get(call) === agent) days.set(call, day);
	if (days.size !== chosen.length) throw new FactsMoved();
	return days;
}

async function mark(tx: Writer, chosen: readonly Chosen[]) {
	const ids = chosen.map(({ recordingId }) => recordingId);
	await tx
		.update(recordings)
		.set({ reviewState: 'assigned' })
		.where(and(isAmong(recordings.id, ids), sql`${unindexed(recordings.reviewState)} = 'none'`));
}

/** Whose roles may not reach the call: colleagues, people named by the plan, deputies. */
const needsTrust = ({ plan: { rule }, deputies }: Assigned, reviewerId: string): boolean =>
	rule.reviewer.by === 'peers' || rule.reviewer.by === 'named' || deputies.has(reviewerId);

/** One notice for each reviewer; those with equally many calls are told together. */
async function tellReviewers(
	tx: Writer,
	now: Date,
	{ drawId, plan, period, round, chosen }: Assigned
) {
	const counts = new Map<string, number>();
	for (const { reviewerId } of chosen) counts.set(reviewerId, (counts.get(reviewerId) ?? 0) + 1);
	const byCount = Map.groupBy(counts, ([, count]) => count);
	for (const [count, some] of byCount)
		await notify(tx, now, {
			kind: 'tasks-drawn',
			to: some.map(([reviewerId]) => reviewerId),
			path: '/',
			facts: { count, day: dayText(period.first), plan: plan.key },
			once: `drawn:${drawId}:${round}`
		});
}
