import { ne } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { isReviewed } from '#lib/sampling/plan.ts';
import { dueWithin, queueStart } from '#lib/sampling/server/draws-of-days.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { firstOpenTask, type Task } from './task.ts';

/** The person's next open task by due time, other than one for `exceptRecordingId`: to review or to check. */
export const nextTask = (
	{ db, actor, now, zone }: Pick<Context, 'db' | 'actor' | 'now' | 'zone'>,
	exceptRecordingId?: string
): Promise<Task | undefined> =>
	firstOpenTask(db.read, actor.id, [
		dueWithin(queueStart(now, zone)),
		exceptRecordingId === undefined ? undefined : ne(assignments.recordingId, exceptRecordingId)
	]);

/** The page on which a task is done. */
export const taskPath = ({
	id,
	recordingId,
	kind
}: Pick<Task, 'id' | 'recordingId' | 'kind'>): string =>
	`/recordings/${recordingId}/${isReviewed(kind) ? 'review' : 'check'}?assignment=${id}`;
