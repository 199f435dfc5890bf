/** The rows of calls that were drawn, by a draw or a top-up: tasks, marks, rights to hear, notices. */
import { and, eq, sql } from 'drizzle-orm';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { given, isAmong, unindexed } from '#lib/platform/server/db/dialect.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { Chosen } from '#lib/sampling/draw.ts';
import type { Period } from '#lib/sampling/period.ts';
import { isReviewed, planKind } from '#lib/sampling/plan.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { dayText } from '#lib/shared/calendar.ts';

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
	const { plan, chosen } = assigned;
	// First: what points to a recording then finds it held already.
	if (isReviewed(planKind(plan.rule))) await mark(tx, chosen);
	await addTasks(tx, now, assigned);
	for (const { recordingId, reviewerId: userId } of chosen)
		if (needsTrust(assigned, userId)) await entrust(tx, { recordingId, userId, now });
	await tellReviewers(tx, now, assigned);
}

/** Looks at each chosen call once more while its task is written: a call that moved gets none. */
async function addTasks(
	tx: Writer,
	now: Date,
	{ drawId, plan, round, chosen, dueAt }: Assigned
): Promise<void> {
	// In the order in which the recordings stand: neighbours lie on the same pages.
	const byId = new Map(chosen.map((pick) => [pick.recordingId, pick]));
	const inOrder = [...byId.keys()].sort().map((id) => byId.get(id)!);
	const listOf = <Key extends keyof Chosen>(key: Key) => inOrder.map((pick) => pick[key]);
	const tasks = given({
		id: [assignments.id, chosen.map(() => newId(now))],
		recording_id: [assignments.recordingId, listOf('recordingId')],
		agent_id: [assignments.agentId, listOf('agentId')],
		reviewer_id: [assignments.reviewerId, listOf('reviewerId')],
		unit_id: [assignments.unitId, listOf('unitId')],
		stratum: [assignments.stratum, listOf('stratum')],
		rank: [assignments.rank, listOf('rank')]
	});
	const { id, agentId, current, businessDay } = recordings;
	const at = (instant: Date) => sql.param(instant, assignments.dueAt);
	await tx.insert(assignments).select(sql`
		select given.id, ${drawId}, ${id}, ${agentId}, given.reviewer_id, ${planKind(plan.rule)},
			given.unit_id, ${businessDay}, given.stratum, given.rank, ${round}, ${at(dueAt)}, ${at(now)}
		from ${tasks} cross join ${recordings}
		where ${id} = given.recording_id and ${agentId} = given.agent_id and ${eq(current, true)} and ${isKept}`);
	const made = and(eq(assignments.drawId, drawId), eq(assignments.round, round));
	if ((await tx.$count(assignments, made)) !== chosen.length) throw new FactsMoved();
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
