/** Tasks as commands need them: where the call stands, who has it, whether it is done or replaced. */
import { and, eq, inArray } from 'drizzle-orm';
import { can, type PlacedAction } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import type { GivenTask } from '../reassign.ts';

const origins = alias(replacements, 'origins');

const columns = {
	id: assignments.id,
	drawId: assignments.drawId,
	kind: assignments.kind,
	recordingId: assignments.recordingId,
	agentId: assignments.agentId,
	unitId: assignments.unitId,
	stratum: assignments.stratum,
	rank: assignments.rank,
	round: assignments.round,
	reviewerId: assignments.reviewerId,
	dueAt: assignments.dueAt,
	/** As known now: the draw may have known another. */
	agentNow: recordings.agentId,
	teamId: recordings.teamId,
	departmentId: recordings.departmentId,
	verdict: recordings.verdict,
	reviewState: recordings.reviewState,
	startedAt: recordings.startedAt,
	durationMs: recordings.durationMs,
	reviewedAt: reviews.submittedAt,
	checkedAt: selfChecks.at,
	replacedAt: replacements.at,
	substituteId: replacements.substituteId,
	originReason: origins.reason,
	originBy: origins.replacedBy
};

const rows = (db: Reader) =>
	db
		.select(columns)
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(origins, eq(origins.substituteId, assignments.id));

const told = ({ reviewedAt, checkedAt, ...row }: Awaited<ReturnType<typeof rows>>[number]) => ({
	...row,
	doneAt: reviewedAt ?? checkedAt
});
export type StandingTask = ReturnType<typeof told>;

/** The tasks with these ids that exist; at most 500 are asked for at once. */
export async function standingTasks(db: Reader, ids: readonly string[]): Promise<StandingTask[]> {
	const wanted = [...new Set(ids)].filter(isId).slice(0, 500);
	if (wanted.length === 0) return [];
	return (await rows(db).where(inArray(assignments.id, wanted))).map(told);
}

/** A reviewer's tasks of one draw that are neither done nor replaced. */
export async function openTasksOf(
	db: Reader,
	{ drawId, reviewerId }: { drawId: string; reviewerId: string }
): Promise<StandingTask[]> {
	const mine = and(eq(assignments.drawId, drawId), eq(assignments.reviewerId, reviewerId));
	return (await rows(db).where(mine)).map(told).filter(({ doneAt, replacedAt }) => {
		return doneAt === null && replacedAt === null;
	});
}

/**
 * Why `actor` may not do `action` to the task, by the policy. A task does not exist for whoever is
 * neither its reviewer nor may read draws of its team: agents don't learn that a call was drawn.
 */
export async function whyNot(
	db: Reader,
	{ actor, now }: { actor: Actor; now: Date },
	action: PlacedAction,
	task: StandingTask
): Promise<'not-found' | 'not-allowed' | undefined> {
	const { teamId, departmentId, recordingId } = task;
	const agentId = task.agentNow ?? task.agentId;
	const entrusted = await isEntrusted(db, recordingId, actor.id, now);
	const place = { agentId, teamId, departmentId, entrusted };
	const mine = task.reviewerId === actor.id;
	if (!mine && can(actor, 'sampling.read', place) !== 'allowed') return 'not-found';
	const verdict = can(actor, action, place);
	if (verdict === 'hidden') return 'not-found';
	// Whose call it was when it was drawn counts as well.
	return verdict === 'forbidden' || task.agentId === actor.id ? 'not-allowed' : undefined;
}

/** The task's facts that decide whether it may be given to somebody else. */
export async function givenTask(db: Reader, task: StandingTask): Promise<GivenTask> {
	const before = await db
		.select({ reviewerId: reviews.reviewerId })
		.from(reviews)
		.where(and(eq(reviews.recordingId, task.recordingId), newestRevision()));
	const { kind, reviewerId, doneAt, replacedAt, agentId, agentNow } = task;
	return {
		...{ kind, reviewerId, doneAt, replacedAt },
		agentIds: [agentId, agentNow],
		avoidedBy: task.originReason === 'other' ? task.originBy : null,
		reviewedBy: before.map((review) => review.reviewerId)
	};
}
