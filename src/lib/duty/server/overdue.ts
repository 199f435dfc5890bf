/**
 * Overdue is a fact, written once: of each task that was not done when it was due, and of each
 * reviewer who left tasks of a draw undone. Nothing is worked out again later: neither a clock
 * that steps back nor a task given away changes what was recorded.
 */
import { and, asc, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Appender } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Db, Reader } from '#lib/platform/server/db/client.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { NEWS_MS, pendingDraws, recordMissed } from './missed-duties.ts';

/** What a process has looked through, so that a minute's run need not look at years of tasks again. */
const lookedThrough = new WeakMap<Db, Date>();
const DAY_MS = 86_400_000;

/** Records what has become overdue by `now`; any number of processes may run it at once. */
export async function recordOverdue(
	context: Context
): Promise<{ overdue: number; missed: number }> {
	const { db, actor, now, zone } = context;
	const before = lookedThrough.get(db);
	// A clock that was ahead meanwhile has looked at nothing that is due only now.
	let since = before && new Date(Math.min(before.getTime(), now.getTime()) - DAY_MS);
	const sum = { overdue: 0, missed: 0 };
	for (;;) {
		const due = and(lte(assignments.dueAt, now), since && gt(assignments.dueAt, since));
		const [next] = await late(db.read, due).limit(1);
		if (!next) break;
		sum.overdue += await db.tx((tx) => recordDue({ tx, actor, now }, next.at));
		since = next.at;
	}
	const draws = await pendingDraws(db.read, now);
	if (draws.length > 0)
		sum.missed = await db.tx((tx) => recordMissed({ tx, actor, now, zone }, draws));
	lookedThrough.set(db, now);
	return sum;
}

/** Records those of the tasks that are overdue by now, before they change hands or are put aside. */
export async function recordOverdueIn(
	appender: Appender,
	assignmentIds: readonly string[]
): Promise<void> {
	for (let from = 0; from < assignmentIds.length; from += CHUNK) {
		const ids = inArray(assignments.id, assignmentIds.slice(from, from + CHUNK));
		const due = and(lte(assignments.dueAt, appender.now), ids);
		await record(appender, await late(appender.tx, due));
	}
}

const CHUNK = 500;

/** Tasks of one due time, with a notice to each reviewer. */
async function recordDue(appender: Appender, at: Date): Promise<number> {
	const tasks = await late(appender.tx, eq(assignments.dueAt, at));
	await record(appender, tasks);
	return tasks.length;
}

async function record({ tx, now }: Appender, tasks: Awaited<ReturnType<typeof late>>) {
	for (let from = 0; from < tasks.length; from += CHUNK)
		await tx
			.insert(overdueTasks)
			.values(tasks.slice(from, from + CHUNK).map((task) => ({ ...task, recordedAt: now })));
	const news = tasks.filter(({ at }) => now.getTime() - at.getTime() < NEWS_MS);
	const byReceiver = Map.groupBy(news, (task) => `${task.reviewerId} ${task.at.toISOString()}`);
	for (const some of byReceiver.values()) {
		const { reviewerId, at } = some[0]!;
		await notify(tx, now, {
			kind: 'tasks-overdue',
			to: [reviewerId],
			path: '/',
			facts: { count: some.length },
			once: `overdue:${at.toISOString()}`
		});
	}
}

/**
 * Tasks not recorded yet that were neither done nor put aside before their due time. What came in
 * only then, in the place of an overdue one, is no further duty.
 */
const late = (db: Reader, due: SQL | undefined) =>
	db
		.select({
			assignmentId: assignments.id,
			reviewerId: assignments.reviewerId,
			at: assignments.dueAt
		})
		.from(assignments)
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				due,
				isNull(overdueTasks.assignmentId),
				lt(assignments.createdAt, assignments.dueAt),
				or(isNull(reviews.id), gte(reviews.submittedAt, assignments.dueAt)),
				or(isNull(selfChecks.id), gte(selfChecks.at, assignments.dueAt)),
				or(isNull(replacements.assignmentId), gte(replacements.at, assignments.dueAt))
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id));
