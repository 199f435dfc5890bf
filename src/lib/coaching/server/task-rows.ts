/** Rows of coaching tasks with where they stand. */
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { TaskState } from '../task.ts';
import { coachingSteps, coachingTasks } from './schema.ts';

const givers = alias(users, 'givers');

/** Where a task stands: of its steps the one that settles it. */
export const taskStateNow = sql<TaskState>`coalesce((
	select case max(case taken.step when 'called-off' then 3 when 'done' then 2 else 1 end)
		when 3 then 'called-off' when 2 then 'done' when 1 then 'acknowledged' end
	from ${coachingSteps} as taken where taken.task_id = ${coachingTasks.id}), 'open')`;

export const taskRows = (read: Reader) =>
	read
		.select({
			id: coachingTasks.id,
			agentId: coachingTasks.agentId,
			agent: users.name,
			staffNo: users.staffNo,
			teamId: coachingTasks.teamId,
			team: teams.name,
			departmentId: coachingTasks.departmentId,
			topic: coachingTasks.topic,
			words: coachingTasks.words,
			rubricKey: coachingTasks.rubricKey,
			itemKey: coachingTasks.itemKey,
			dueDay: coachingTasks.dueDay,
			byId: coachingTasks.by,
			by: givers.name,
			at: coachingTasks.at,
			state: taskStateNow
		})
		.from(coachingTasks)
		.innerJoin(users, eq(users.id, coachingTasks.agentId))
		.innerJoin(givers, eq(givers.id, coachingTasks.by))
		.leftJoin(teams, eq(teams.id, coachingTasks.teamId));

export type TaskRow = Awaited<ReturnType<typeof taskRows>>[number];

/** One of them, whoever asks; undefined for an unknown or malformed id. */
export async function standingTask(
	read: Reader,
	taskId: string,
	where?: SQL
): Promise<TaskRow | undefined> {
	if (!isId(taskId)) return undefined;
	const [row] = await taskRows(read).where(and(eq(coachingTasks.id, taskId), where));
	return row;
}

/** What was done about a task, the oldest first. */
export const stepsOfTask = (read: Reader, taskId: string) =>
	read
		.select({
			step: coachingSteps.step,
			words: coachingSteps.words,
			by: users.name,
			at: coachingSteps.at
		})
		.from(coachingSteps)
		.innerJoin(users, eq(users.id, coachingSteps.by))
		.where(eq(coachingSteps.taskId, taskId))
		.orderBy(asc(coachingSteps.at), asc(coachingSteps.step));
