import { ne } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isReviewed } from '#lib/sampling/plan.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { firstOpenTask, type Task } from './task.ts';

/** The person's next open task by due time, other than one for `exceptRecordingId`: to review or to check. */
export const nextTask = (
	read: Reader,
	reviewerId: string,
	exceptRecordingId?: string
): Promise<Task | undefined> =>
	firstOpenTask(read, reviewerId, [
		exceptRecordingId === undefined ? undefined : ne(assignments.recordingId, exceptRecordingId)
	]);

/** The page on which a task is done. */
export const taskPath = ({
	id,
	recordingId,
	kind
}: Pick<Task, 'id' | 'recordingId' | 'kind'>): string =>
	`/recordings/${recordingId}/${isReviewed(kind) ? 'review' : 'check'}?assignment=${id}`;
