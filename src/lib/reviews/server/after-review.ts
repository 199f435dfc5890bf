import type { Context } from '#lib/people/server/context.ts';
import { nextTask, taskPath } from './queue.ts';
import { isToRule } from './second-review-page.ts';

/** Where a reviewer goes on submitting: to both reviews when a ruling is theirs, to the next task, or to Today. */
export async function pathAfterReview(
	context: Context,
	{ reviewId, recordingId }: { reviewId: string; recordingId: string }
): Promise<string> {
	if (await isToRule(context, reviewId)) return `/reviews/${reviewId}/second-review`;
	return pathToNext(context, recordingId);
}

/** The person's next open task, or Today when none waits. */
export async function pathToNext(context: Context, exceptRecordingId?: string): Promise<string> {
	const next = await nextTask(context, exceptRecordingId);
	return next ? taskPath(next) : '/';
}
