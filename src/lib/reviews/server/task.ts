/** Drawn tasks as their reviewers meet them: open until a review or a check names them, or a replacement does. */
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { isReviewed, listenPercent, planKinds, type PlanKind } from '#lib/sampling/plan.ts';
import {
	assignments,
	draws,
	planVersions,
	reassignments,
	replacements
} from '#lib/sampling/server/schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { reviews, selfChecks } from './schema.ts';

/** What a task ends in: a scored review, or a check. */
export type Work = 'review' | 'check';

export const kindsOf = (work: Work): PlanKind[] =>
	planKinds.filter((kind) => isReviewed(kind) === (work === 'review'));

export interface Task {
	id: string;
	recordingId: string;
	reviewerId: string;
	kind: PlanKind;
	dueAt: Date;
	/** The plan's version hides the agent and earlier reviews. */
	blind: boolean;
	/** Percent of the speech to hear before submitting. */
	listenPercent: number;
	replaced: boolean;
}

export type TaskRefusal = 'not-found' | 'task-replaced' | 'task-reassigned';

export interface TaskRequest {
	recordingId: string;
	/** The drawn task it answers; when left out, the person's open task for this recording if there is one. */
	assignmentId?: string | undefined;
}

/**
 * The person's task for the recording, done or not. One that was theirs once is told apart from one
 * that never was: the caller has made sure that they may see the recording.
 */
export async function taskFor(
	read: Reader,
	reviewerId: string,
	{ recordingId, assignmentId, work }: TaskRequest & { work: Work }
): Promise<Decision<Task | undefined, TaskRefusal>> {
	if (assignmentId === undefined)
		return accept(await openTask(read, reviewerId, recordingId, work));
	if (!isId(assignmentId)) return refuse('not-found');
	const [task] = await tasksWhere(read, eq(assignments.id, assignmentId));
	if (task?.recordingId !== recordingId || isReviewed(task.kind) !== (work === 'review'))
		return refuse('not-found');
	if (task.reviewerId !== reviewerId)
		return refuse((await hadBefore(read, task.id, reviewerId)) ? 'task-reassigned' : 'not-found');
	return task.replaced ? refuse('task-replaced') : accept(task);
}

/** The first open task of the person for the recording, by due time; of one sort of work when given. */
export async function openTask(
	read: Reader,
	reviewerId: string,
	recordingId: string,
	work?: Work
): Promise<Task | undefined> {
	return firstOpenTask(read, reviewerId, [
		eq(assignments.recordingId, recordingId),
		work && inArray(assignments.kind, kindsOf(work))
	]);
}

/** The person's open task that is due first of those that fit `conditions`. */
export async function firstOpenTask(
	read: Reader,
	reviewerId: string,
	conditions: (SQL | undefined)[]
): Promise<Task | undefined> {
	const [task] = await tasksWhere(
		read,
		and(
			eq(assignments.reviewerId, reviewerId),
			isNull(reviews.id),
			isNull(selfChecks.id),
			isNull(replacements.assignmentId),
			...conditions
		)
	);
	return task;
}

async function tasksWhere(read: Reader, condition: SQL | undefined): Promise<Task[]> {
	const rows = await read
		.select({
			id: assignments.id,
			recordingId: assignments.recordingId,
			reviewerId: assignments.reviewerId,
			kind: assignments.kind,
			dueAt: assignments.dueAt,
			rule: planVersions.rule,
			replacedAt: replacements.at
		})
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(condition)
		.orderBy(asc(assignments.dueAt), asc(assignments.id))
		.limit(1);
	return rows.map(({ rule: stored, replacedAt, ...task }) => {
		const rule = readRule(stored);
		const percent = listenPercent(rule);
		return { ...task, blind: rule.blind, listenPercent: percent, replaced: replacedAt !== null };
	});
}

async function hadBefore(read: Reader, assignmentId: string, userId: string): Promise<boolean> {
	const before = and(
		eq(reassignments.assignmentId, assignmentId),
		eq(reassignments.fromId, userId)
	);
	return (await read.$count(reassignments, before)) > 0;
}
