/** What a person does not see of others' judgements of a call while their own is open. */
import { eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { callsToScore } from './calibrating.ts';
import { calibrationCalls } from './calibration-schema.ts';
import { draftOf } from './draft-rows.ts';
import { openTask, type Task } from './task.ts';

interface Sight {
	/** The open blind task: neither the agent nor earlier reviews are shown. */
	blind: Task | undefined;
	/** The blind task, an own check still to make, or a calibration still to score: reviews are not shown. */
	reviewsHidden: boolean;
	/** Something of their own is still open: checks by others are not shown. */
	checksHidden: boolean;
}

export async function sightOf(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	recordingId: string
): Promise<Sight> {
	const review = await openTask(read, actor.id, recordingId, 'review');
	const check = await openTask(read, actor.id, recordingId, 'check');
	const thisCall = eq(calibrationCalls.recordingId, recordingId);
	const calibrating = (await callsToScore(read, { actor, now }, thisCall).limit(1)).length > 0;
	const open = review ?? check;
	const blind = review?.blind ? review : undefined;
	return {
		blind,
		reviewsHidden: blind !== undefined || check !== undefined || calibrating,
		checksHidden:
			open !== undefined ||
			calibrating ||
			(await draftOf(read, recordingId, actor.id)) !== undefined
	};
}
