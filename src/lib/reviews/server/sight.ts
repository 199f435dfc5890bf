/** What a person does not see of others' judgements of a call while their own is open. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draftOf } from './draft-rows.ts';
import { openTask, type Task } from './task.ts';

export interface Sight {
	/** The open blind task: neither the agent nor earlier reviews are shown. */
	blind: Task | undefined;
	/** The blind task, or an own check still to make: reviews are not shown. */
	reviewsHidden: boolean;
	/** Something of their own is still open: checks by others are not shown. */
	checksHidden: boolean;
}

export async function sightOf(read: Reader, actorId: string, recordingId: string): Promise<Sight> {
	const review = await openTask(read, actorId, recordingId, 'review');
	const check = await openTask(read, actorId, recordingId, 'check');
	const open = review ?? check;
	const blind = review?.blind ? review : undefined;
	return {
		blind,
		reviewsHidden: blind !== undefined || check !== undefined,
		checksHidden: open !== undefined || (await draftOf(read, recordingId, actorId)) !== undefined
	};
}
