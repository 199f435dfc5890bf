import { asc, eq } from 'drizzle-orm';
import { inScope, scopeOf, type Placed } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { reviews, selfChecks } from './schema.ts';

/** The drawn tasks on a recording: all of them for who reads the sampling there, else the reader's own. */
export async function tasksOfRecording(
	read: Reader,
	actor: Actor,
	recording: Placed & { id: string }
) {
	const rows = await read
		.select({
			id: assignments.id,
			drawId: assignments.drawId,
			recordingId: assignments.recordingId,
			kind: assignments.kind,
			reviewerId: assignments.reviewerId,
			reviewer: users.name,
			dueAt: assignments.dueAt,
			reviewedAt: reviews.submittedAt,
			checkedAt: selfChecks.at,
			replacedAt: replacements.at,
			overdueAt: overdueTasks.at
		})
		.from(assignments)
		.innerJoin(users, eq(users.id, assignments.reviewerId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.where(eq(assignments.recordingId, recording.id))
		.orderBy(asc(assignments.dueAt), asc(assignments.id));
	const all = inScope(scopeOf(actor, 'sampling.read'), recording);
	return rows
		.filter(({ reviewerId }) => all || reviewerId === actor.id)
		.map(({ reviewedAt, checkedAt, replacedAt, reviewerId, ...task }) => ({
			...task,
			mine: reviewerId === actor.id,
			doneAt: reviewedAt ?? checkedAt,
			replaced: replacedAt !== null,
			drafted: false
		}));
}
