/** What the pages of one task show: replacing it, and giving it to somebody else. */
import { asc, eq, inArray } from 'drizzle-orm';
import { namesOf } from '#lib/people/server/names.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draws, reassignments, replacements } from '#lib/sampling/server/schema.ts';
import { planVersionById } from '#lib/sampling/server/plans.ts';
import { accept, refuse } from '#lib/shared/decision.ts';
import { officeAt } from './office.ts';
import { whyNotReplace } from './replace.ts';
import { openTasksOf, standingTasks, whyNot, type StandingTask } from './standing-task.ts';

type Denied = 'not-found' | 'not-allowed';

/** A task in words: names, plan. `agent` is null where the plan is blind to the reader. */
async function shownTask(db: Reader, { actor }: Context, task: StandingTask) {
	const [draw] = await db
		.select({ planVersionId: draws.planVersionId })
		.from(draws)
		.where(eq(draws.id, task.drawId));
	const plan = await planVersionById(db, draw!.planVersionId);
	const names = await namesOf(db, [task.agentId, task.reviewerId]);
	const hidden = plan!.rule.blind && task.reviewerId === actor.id && !task.doneAt;
	const { id, drawId, recordingId, startedAt, durationMs, verdict, dueAt, doneAt } = task;
	return {
		...{ id, drawId, recordingId, startedAt, durationMs, verdict, dueAt, doneAt },
		plan: plan!.rule.name,
		agent: hidden ? null : (names[task.agentId] ?? ''),
		reviewer: names[task.reviewerId] ?? ''
	};
}
type ShownTask = Awaited<ReturnType<typeof shownTask>>;

/** The task with what replaced it, if it was. Whoever replaced it goes on seeing that. */
export async function replacementPage(context: Context, id: string) {
	const { db, actor } = context;
	const [task] = await standingTasks(db.read, [id]);
	if (!task) return refuse<Denied>('not-found');
	const [row] = await db.read.select().from(replacements).where(eq(replacements.assignmentId, id));
	const refusal = await whyNotReplace(db.read, context, task);
	if (refusal && row?.replacedBy !== actor.id) return refuse<Denied>(refusal);
	const [substitute] = row?.substituteId ? await standingTasks(db.read, [row.substituteId]) : [];
	const names = row && (await namesOf(db.read, [row.replacedBy]));
	return accept({
		task: await shownTask(db.read, context, task),
		replacement: row && {
			reason: row.reason,
			words: row.words,
			at: row.at,
			by: names?.[row.replacedBy] ?? '',
			skipped: countReasons(row.skipped)
		},
		substitute: substitute && (await shownTask(db.read, context, substitute))
	});
}

function countReasons(skipped: readonly { reason: string }[]): { reason: string; count: number }[] {
	const groups = Map.groupBy(skipped, ({ reason }) => reason);
	return [...groups].map(([reason, some]) => ({ reason, count: some.length }));
}

/** The task, its reviewer's open tasks in the same draw, who may get them, and who had it before. */
export async function reviewerPage(context: Context, id: string) {
	const { db, now } = context;
	const [task] = await standingTasks(db.read, [id]);
	const refusal = task
		? await whyNot(db.read, context, 'assignment.reassign', task)
		: ('not-found' as const);
	if (!task || refusal) return refuse<Denied>(refusal ?? 'not-found');
	const open: ShownTask[] = [];
	for (const one of await openTasksOf(db.read, task))
		if (!(await whyNot(db.read, context, 'assignment.reassign', one)))
			open.push(await shownTask(db.read, context, one));
	const history = await db.read
		.select()
		.from(reassignments)
		.where(eq(reassignments.assignmentId, id))
		.orderBy(asc(reassignments.at), asc(reassignments.id));
	const names = await namesOf(
		db.read,
		history.flatMap(({ fromId, toId, by }) => [fromId, toId, by])
	);
	return accept({
		task: await shownTask(db.read, context, task),
		open: open.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()),
		receivers: await receivers(db.read, now, task.reviewerId),
		history: history.map(({ fromId, toId, by, at, reason }) => ({
			...{ at, reason },
			from: names[fromId] ?? '',
			to: names[toId] ?? '',
			by: names[by] ?? ''
		}))
	});
}

export interface Receiver {
	id: string;
	name: string;
	staffNo: string;
}

/** Leads and heads in office, by staff number, without `exceptId`. */
export async function receivers(
	db: Reader,
	now: Date,
	exceptId?: string
): Promise<{ leads: Receiver[]; heads: Receiver[] }> {
	const office = await officeAt(db, now);
	const people = async (ids: Iterable<readonly string[]>): Promise<Receiver[]> => {
		const wanted = [...new Set([...ids].flat())].filter((id) => id !== exceptId);
		const rows: Receiver[] = [];
		for (let from = 0; from < wanted.length; from += 500)
			rows.push(
				...(await db
					.select({ id: users.id, name: users.name, staffNo: users.staffNo })
					.from(users)
					.where(inArray(users.id, wanted.slice(from, from + 500))))
			);
		return rows.sort((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
	};
	return {
		leads: await people(office.leads.values()),
		heads: await people(office.heads.values())
	};
}

/** The person whom a form names: by staff number when one is typed, else by the choice; empty for nobody. */
export async function namedPerson(
	db: Reader,
	{ id, staffNo }: { id: string; staffNo: string }
): Promise<string> {
	if (!staffNo) return id;
	const [row] = await db.select({ id: users.id }).from(users).where(eq(users.staffNo, staffNo));
	return row?.id ?? '';
}
