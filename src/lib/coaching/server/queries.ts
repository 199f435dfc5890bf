/** Coaching tasks within the reader's reach: the list, one of them with its effect, and what waits for the reader. */
import { and, asc, desc, eq, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { can, scopeOf } from '#lib/people/permissions.ts';
import { placedWithin } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { itemRates } from '#lib/reviews/server/item-rates.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { rateOf, taskPeriods, type Period, type Rate } from '../effect.ts';
import type { TaskFilter } from '../task-filter.ts';
import { isLate, unfinished } from '../task.ts';
import { coachingClips, coachingTasks, libraryClips } from './schema.ts';
import { standingTask, stepsOfTask, taskRows, taskStateNow, type TaskRow } from './task-rows.ts';

const TASK_PAGE = 50;

interface ListedTask extends TaskRow {
	late: boolean;
}

/** A page, the newest first. */
export async function taskPage(
	context: Context,
	{ filter, after }: { filter: TaskFilter; after?: PageCursor | undefined }
): Promise<{ rows: ListedTask[]; next: PageCursor | undefined }> {
	const today = businessDay(context.now, context.zone);
	const { at, id } = coachingTasks;
	const found = await taskRows(context.db.read)
		.where(and(visibleTo(context), ...narrowing(filter, today), older(at, id, after)))
		.orderBy(desc(at), desc(id))
		.limit(TASK_PAGE + 1);
	const { rows, next } = pageOf(found, TASK_PAGE, (row) => row.at);
	return {
		rows: rows.map((row) => ({ ...row, late: isLate(row.state, row.dueDay, today) })),
		next
	};
}

/** The reader's own tasks that are still to be done, the most urgent first. */
export const ownTasks = ({ db, actor }: Context, limit = 10): Promise<TaskRow[]> =>
	taskRows(db.read)
		.where(and(eq(coachingTasks.agentId, actor.id), inArray(taskStateNow, [...unfinished])))
		.orderBy(asc(coachingTasks.dueDay), asc(coachingTasks.id))
		.limit(limit);

/** A task as its page shows it; undefined for an unknown id and for one out of reach. */
export async function taskPageData(context: Context, taskId: string) {
	const { db, actor, now, zone } = context;
	const task = await standingTask(db.read, taskId, visibleTo(context));
	if (!task) return undefined;
	const steps = await stepsOfTask(db.read, taskId);
	const today = businessDay(now, zone);
	const acknowledged = steps.find(({ step }) => step === 'acknowledged');
	const periods = taskPeriods(
		businessDay(task.at, zone),
		acknowledged ? businessDay(acknowledged.at, zone) : null,
		today
	);
	return {
		task: { ...task, late: isLate(task.state, task.dueDay, today) },
		steps,
		clips: await clipsOfTask(db.read, taskId),
		effect: await effectOf(db.read, task, periods),
		isMine: task.agentId === actor.id && can(actor, 'coaching.answer', task) === 'allowed',
		assigns: can(actor, 'coaching.assign', task) === 'allowed'
	};
}

/** Passages of recordings that are still kept; `clipId` when it stands in the listening library. */
const clipsOfTask = (read: Reader, taskId: string) =>
	read
		.select({
			position: coachingClips.position,
			recordingId: coachingClips.recordingId,
			fromMs: coachingClips.fromMs,
			toMs: coachingClips.toMs,
			note: coachingClips.note,
			agentId: recordings.agentId,
			clipId: libraryClips.id
		})
		.from(coachingClips)
		.innerJoin(recordings, eq(recordings.id, coachingClips.recordingId))
		.leftJoin(
			libraryClips,
			and(
				eq(libraryClips.recordingId, coachingClips.recordingId),
				eq(libraryClips.fromMs, coachingClips.fromMs),
				eq(libraryClips.toMs, coachingClips.toMs)
			)
		)
		.where(and(eq(coachingClips.taskId, taskId), isKept))
		.orderBy(asc(coachingClips.position));

/** How often the item failed in the agent's reviews before and after; null when the task names none. */
async function effectOf(
	read: Reader,
	{ agentId, rubricKey, itemKey }: TaskRow,
	{ before, after }: { before: Period; after: Period | null }
): Promise<{ before: Rate; after: Rate | null } | null> {
	if (rubricKey === null || itemKey === null) return null;
	const rate = async (period: Period) => {
		const [counted] = await itemRates(read, {
			...{ ...period, groupBy: 'item', rubricKey, itemKey, agentIds: [agentId] },
			scope: { all: true, departmentIds: [], teamIds: [], agentId: null }
		});
		return rateOf(period, counted ?? { n: 0, failed: 0 });
	};
	return { before: await rate(before), after: after && (await rate(after)) };
}

const visibleTo = ({ actor }: Pick<Context, 'actor'>): SQL | undefined =>
	placedWithin(scopeOf(actor, 'coaching.read'), {
		personId: coachingTasks.agentId,
		teamId: coachingTasks.teamId,
		departmentId: coachingTasks.departmentId
	});

function narrowing({ state, agent, team }: TaskFilter, today: BusinessDay): (SQL | undefined)[] {
	const late = and(lt(coachingTasks.dueDay, today), inArray(taskStateNow, [...unfinished]));
	return [
		state === 'late' ? late : state && eq(taskStateNow, state),
		agent === undefined ? undefined : eq(users.staffNo, agent),
		team === undefined ? undefined : isId(team) ? eq(coachingTasks.teamId, team) : sql`1 = 0`
	];
}
