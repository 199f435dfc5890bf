/** The head gives open tasks to somebody else, with a reason; drafts go along. */
import { notify } from '#lib/notifications/server/notify.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideGiving, type GivingRefusal } from '../reassign.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { giveTasks } from './give.ts';
import { givenTask, standingTasks, whyNot, type StandingTask } from './standing-task.ts';

interface Reassign {
	/** One or several; all of them move, or none. At most 200. */
	assignmentIds: readonly string[];
	toId: string;
	/** At least two letters or digits. */
	reason: string;
}

type ReassignRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'nothing-chosen'
	| 'too-many'
	| 'words-missing'
	| 'no-such-person'
	| GivingRefusal;

const MOST_TASKS = 200;
const FEWEST_CHARACTERS = 2;

/** Gives the tasks to another active person. `not-found` is 404, `not-allowed` 403; nobody gives away or gets what concerns an own call. */
export async function reassign(
	context: Context,
	{ assignmentIds, toId, reason }: Reassign
): Promise<Decision<{ moved: number }, ReassignRefusal>> {
	const ids = [...new Set(assignmentIds)];
	if (ids.length > MOST_TASKS) return refuse('too-many', { most: MOST_TASKS });
	return context.db.tx(async (tx): Promise<Decision<{ moved: number }, ReassignRefusal>> => {
		const tasks = await standingTasks(tx, ids);
		if (ids.length === 0) return refuse('nothing-chosen');
		const refusal = await firstRefusal(tx, context, ids, tasks);
		if (refusal) return refuse(refusal);

		const kept = cleanWords(reason);
		if (realCharacters(kept) < FEWEST_CHARACTERS)
			return refuse('words-missing', { characters: FEWEST_CHARACTERS });
		const receiver = await actorById(tx, toId, context.now);
		if (!receiver) return refuse('no-such-person');
		const roles = receiver.grants.map(({ role }) => role);
		for (const task of tasks) {
			const decision = decideGiving(await givenTask(tx, task), { id: toId, roles });
			if (!decision.ok) return decision;
		}
		await giveTasks({ ...context, tx }, tasks, { toId, reason: kept });
		const former = [...new Set(tasks.map(({ reviewerId }) => reviewerId))];
		await tellOf({ ...context, tx }, { toId, former, count: tasks.length });
		return accept({ moved: tasks.length });
	});
}

async function firstRefusal(
	db: Reader,
	context: Context,
	ids: readonly string[],
	tasks: readonly StandingTask[]
) {
	if (tasks.length < ids.length) return 'not-found' as const;
	for (const task of tasks) {
		const refusal = await whyNot(db, context, 'assignment.reassign', task);
		if (refusal) return refusal;
	}
	return undefined;
}

async function tellOf(
	{ tx, now }: Parameters<typeof giveTasks>[0],
	{ toId, former, count }: { toId: string; former: readonly string[]; count: number }
) {
	const kind = 'tasks-handed-over';
	await notify(tx, now, { kind, to: [toId], path: '/', facts: { count, way: 'in' } });
	await notify(tx, now, { kind, to: [...former], path: '/', facts: { count, way: 'out' } });
}
