/** Coaching tasks: given, acknowledged, done or called off. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can, type Placed } from '#lib/people/permissions.ts';
import { mayNow, personPlaced } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { rubrics, rubricVersions } from '#lib/rubric/server/schema.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanText, cleanWords } from '#lib/shared/words.ts';
import type { TaskStep } from '../steps.ts';
import { decideTask, decideTaskStep, type StepRefusal, type TaskRefusal } from '../task.ts';
import { findingClips, libraryClipsOf, type Clip } from './clips.ts';
import { coachingClips, coachingSteps, coachingTasks } from './schema.ts';
import { standingTask } from './task-rows.ts';

export interface GiveTask {
	/** Whom it is for when no review says it. */
	staffNo: string;
	topic: string;
	words: string;
	dueDay: BusinessDay;
	/** The review and item that it came from. */
	reviewId: string | null;
	rubricKey: string | null;
	itemKey: string | null;
	/** Ids of passages that the review pinned to the item. */
	evidenceIds: readonly string[];
	/** Ids of clips of the library. */
	clipIds: readonly string[];
}

type GiveRefusal = 'not-allowed' | 'no-such-person' | 'clip-gone' | TaskRefusal;

/** Gives an agent something to work on; of a review's agent in the team at the time of the call. */
export function giveTask(
	context: Context,
	given: GiveTask
): Promise<Decision<{ taskId: string }, GiveRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx): Promise<Decision<{ taskId: string }, GiveRefusal>> => {
		const place = await placeOf(tx, context, given);
		if (!place?.agentId) return refuse('no-such-person');
		const who = await mayNow(tx, context, 'coaching.assign', place);
		if (!who.ok) return refuse(who.refusal === 'not-found' ? 'no-such-person' : 'not-allowed');
		const clips = await clipsOf(tx, given);
		const [topic, words] = [cleanWords(given.topic), cleanText(given.words)];
		const counted = { topic, words, dueDay: given.dueDay, clips: clips.length };
		const decision = decideTask(counted, businessDay(now, zone));
		if (!decision.ok) return decision;
		if (clips.length < given.evidenceIds.length + given.clipIds.length) return refuse('clip-gone');

		const id = newId(now);
		const { agentId, teamId, departmentId } = place;
		const { rubricKey, itemKey, dueDay } = given;
		await tx.insert(coachingTasks).values({
			...{ id, agentId, teamId, departmentId, topic, words },
			...{ rubricKey, itemKey, dueDay, by: actor.id, at: now }
		});
		const rows = clips.map((clip, position) => ({ taskId: id, position, ...clip }));
		await tx.insertMany(coachingClips, rows);
		await appendAudit(
			{ tx, actor, now },
			{
				...{ kind: 'coaching.assigned', subject: `coaching:${id}`, reason: topic },
				facts: { agentId, rubricKey, itemKey, dueDay, reviewId: given.reviewId, clips: rows.length }
			}
		);
		await notify(tx, now, { kind: 'coaching-assigned', to: [agentId], path: `/coaching/${id}` });
		return accept({ taskId: id });
	});
}

/** Whom a task from this review, or for this staff number, is for; undefined when there is nobody. */
async function placeOf(
	read: Reader,
	{ now }: Pick<Context, 'now'>,
	{ reviewId, staffNo }: Pick<GiveTask, 'reviewId' | 'staffNo'>
): Promise<Placed | undefined> {
	if (reviewId === null) return personPlaced(read, { staffNo }, now);
	return (await reviewedPlace(read, reviewId))?.place;
}

/** Where the call of a review stands, and the rubric that it was scored by. */
export async function reviewedPlace(read: Reader, reviewId: string) {
	if (!isId(reviewId)) return undefined;
	const [row] = await read
		.select({
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			rubricKey: rubrics.key
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(rubricVersions, eq(rubricVersions.id, reviews.rubricVersionId))
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.where(and(eq(reviews.id, reviewId)));
	if (!row) return undefined;
	const { rubricKey, ...place } = row;
	return { place, rubricKey };
}

async function clipsOf(
	read: Reader,
	{ reviewId, itemKey, evidenceIds, clipIds }: GiveTask
): Promise<Clip[]> {
	const found = reviewId && itemKey ? await findingClips(read, { reviewId, itemKey }) : [];
	const chosen = found.filter(({ id }) => evidenceIds.includes(id));
	const clips = [...chosen, ...(await libraryClipsOf(read, clipIds))];
	return clips.map(({ recordingId, fromMs, toMs, note }) => ({ recordingId, fromMs, toMs, note }));
}

type Outcome = Decision<undefined, 'not-found' | 'not-allowed' | StepRefusal>;

/** Acknowledged by the agent, done by either side, called off by who may give tasks. */
export function takeTaskStep(
	context: Context,
	{ taskId, step, words: typed }: { taskId: string; step: TaskStep; words: string }
): Promise<Outcome> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Outcome> => {
		const task = await standingTask(tx, taskId);
		if (!task) return refuse('not-found');
		const who = await mayNow(tx, context, 'coaching.read', task);
		if (!who.ok) return who;
		const answers =
			task.agentId === who.value.id && can(who.value, 'coaching.answer', task) === 'allowed';
		const assigns = can(who.value, 'coaching.assign', task) === 'allowed';
		const allowed =
			step === 'acknowledged' ? answers : step === 'done' ? answers || assigns : assigns;
		if (!allowed) return refuse('not-allowed');
		const words = cleanText(typed);
		const decision = decideTaskStep(task.state, step, { words, byAgent: answers });
		if (!decision.ok) return decision;
		await tx.insert(coachingSteps).values({ taskId, step, words, by: actor.id, at: now });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: `coaching.${step}`,
				subject: `coaching:${taskId}`,
				...(words && { reason: words })
			}
		);
		const to = [task.agentId, task.byId].filter((userId) => userId !== actor.id);
		if (step === 'done')
			await notify(tx, now, { kind: 'coaching-done', to, path: `/coaching/${taskId}` });
		return accept(undefined);
	});
}
