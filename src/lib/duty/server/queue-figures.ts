/** The figures above a person's queue, and what its filters offer. */
import { and, asc, eq, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, draws, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { missedDuties } from './schema.ts';
import type { QueueView } from '../queue.ts';
import type { PlanFacts } from './plan-facts.ts';
import {
	doneToday,
	dueToday,
	late,
	ofView,
	open,
	ownSince,
	type Times
} from './queue-conditions.ts';

/** Everything that stands around the rows of the queue. */
export async function queueFigures(
	context: Context,
	times: Times,
	plans: ReadonlyMap<string, PlanFacts>
) {
	return {
		counts: await countsOf(context, times),
		reasons: await replacedReasons(context, times),
		choices: await choicesOf(context, times, plans),
		older: await olderMissed(context, times)
	};
}

async function countsOf({ db, actor }: Context, times: Times): Promise<Record<QueueView, number>> {
	const when = (condition: SQL) =>
		sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
	const [own] = await db.read
		.select({
			open: when(open()),
			overdue: when(and(open(), late(times.now))!),
			today: when(and(open(), dueToday(times))!),
			drafts: when(and(open(), isNotNull(reviewDrafts.id))!),
			done: when(doneToday(times))
		})
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(
			reviewDrafts,
			and(
				eq(reviewDrafts.recordingId, assignments.recordingId),
				eq(reviewDrafts.reviewerId, assignments.reviewerId)
			)
		)
		.where(ownSince(actor.id, times));
	const mine = ofView('replaced', actor.id, times);
	return { ...own!, replaced: await db.read.$count(replacements, mine) };
}

/** The month's replacements of the actor by reason. */
async function replacedReasons({ db, actor }: Context, times: Times) {
	return db.read
		.select({
			reason: replacements.reason,
			count: sql<number>`count(*)`.mapWith(Number)
		})
		.from(replacements)
		.where(ofView('replaced', actor.id, times))
		.groupBy(replacements.reason)
		.orderBy(asc(replacements.reason));
}

/** Plans and agents among the tasks that wait or were done today; agents of blind tasks left out. */
async function choicesOf(
	{ db, actor }: Context,
	times: Times,
	plans: ReadonlyMap<string, PlanFacts>
) {
	const rows = await db.read
		.selectDistinct({
			planVersionId: draws.planVersionId,
			id: assignments.agentId,
			name: users.name,
			staffNo: users.staffNo
		})
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(users, eq(users.id, assignments.agentId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(and(ownSince(actor.id, times), or(open(), doneToday(times))));
	const told = rows.map(({ planVersionId, ...agent }) => ({
		agent,
		plan: plans.get(planVersionId)!
	}));
	const named = new Map(told.map(({ plan }) => [plan.key, plan.rule.name]));
	const agents = new Map(
		told.filter(({ plan }) => !plan.rule.blind).map(({ agent }) => [agent.id, agent])
	);
	return {
		plans: [...named].map(([key, name]) => ({ key, rule: { name } })).sort(by('key')),
		agents: [...agents.values()].sort(by('staffNo'))
	};
}

/** Whether duties were missed before the window begins: their tasks are on the page of missed duties. */
async function olderMissed({ db, actor }: Context, times: Times): Promise<boolean> {
	const [row] = await db.read
		.select({ id: missedDuties.id })
		.from(missedDuties)
		.where(and(eq(missedDuties.reviewerId, actor.id), lt(missedDuties.at, times.from)))
		.limit(1);
	return row !== undefined;
}

const by =
	<Key extends string>(key: Key) =>
	(a: Record<Key, string>, b: Record<Key, string>) =>
		a[key] < b[key] ? -1 : 1;
