/** Drawn tasks that wait, as the people of the story meet them. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import type { PlanKind } from '#lib/sampling/plan.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';

export interface OpenTask {
	id: string;
	drawId: string;
	recordingId: string;
	kind: PlanKind;
	createdAt: Date;
	dueAt: Date;
}

/** The person's open tasks of these kinds, drawn after `since`; by due time. */
export function openTasks(
	db: Reader,
	reviewerId: string,
	{ kinds, since }: { kinds: PlanKind[]; since: Date }
): Promise<OpenTask[]> {
	return db
		.select({
			id: assignments.id,
			drawId: assignments.drawId,
			recordingId: assignments.recordingId,
			kind: assignments.kind,
			createdAt: assignments.createdAt,
			dueAt: assignments.dueAt
		})
		.from(assignments)
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				eq(assignments.reviewerId, reviewerId),
				gt(assignments.dueAt, since),
				inArray(assignments.kind, kinds),
				isNull(reviews.id),
				isNull(selfChecks.id),
				isNull(replacements.assignmentId)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id));
}
