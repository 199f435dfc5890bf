import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';

/** Tasks on the recordings: drawn and neither reviewed, checked nor replaced. */
export const openTasksOn = (read: Reader, recordingIds: string[]): Promise<{ id: string }[]> =>
	read
		.select({ id: assignments.id })
		.from(assignments)
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				inArray(assignments.recordingId, recordingIds),
				isNull(reviews.id),
				isNull(selfChecks.id),
				isNull(replacements.assignmentId)
			)
		)
		.orderBy(asc(assignments.id));
