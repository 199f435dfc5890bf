import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { reviews } from './schema.ts';

/** The reviewer's next open task by due time, other than the one for `exceptRecordingId`. */
export async function nextTask(
	read: Reader,
	reviewerId: string,
	exceptRecordingId?: string
): Promise<{ id: string; recordingId: string; dueAt: Date } | undefined> {
	const [row] = await read
		.select({
			id: assignments.id,
			recordingId: assignments.recordingId,
			dueAt: assignments.dueAt
		})
		.from(assignments)
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.where(
			and(
				eq(assignments.reviewerId, reviewerId),
				isNull(reviews.id),
				exceptRecordingId === undefined ? undefined : ne(assignments.recordingId, exceptRecordingId)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id))
		.limit(1);
	return row;
}
