/** What a person does not see of others' judgements of a call while their own is open. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draftOf } from './drafts.ts';
import { openTask, type Task } from './task.ts';

export interface Sight {
	/** The open blind task: neither the agent nor earlier reviews are shown. */
	blind: Task | undefined;
	/** Something of their own is still open: checks by others are not shown. */
	checksHidden: boolean;
}

export async function sightOf(read: Reader, actorId: string, recordingId: string): Promise<Sight> {
	const review = await openTask(read, actorId, recordingId, 'review');
	const open = review ?? (await openTask(read, actorId, recordingId));
	return {
		blind: review?.blind ? review : undefined,
		checksHidden: open !== undefined || (await draftOf(read, recordingId, actorId)) !== undefined
	};
}
