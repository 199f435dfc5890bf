/** What a person does not see of others' judgements of a call while their own is open. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import {
	calibrationCalls,
	calibrationOutcomes,
	calibrationParticipants,
	calibrations,
	calibrationScores
} from './calibration-schema.ts';
import { draftOf } from './draft-rows.ts';
import { openTask, type Task } from './task.ts';

export interface Sight {
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
	const calibrating = await isCalibrating(read, { userId: actor.id, now }, recordingId);
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

/** The person is to score the call in a calibration whose deadline has not come, and has not yet. */
async function isCalibrating(
	read: Reader,
	{ userId, now }: { userId: string; now: Date },
	recordingId: string
): Promise<boolean> {
	const { calibrationId } = calibrationCalls;
	const [open] = await read
		.select({ calibrationId })
		.from(calibrationCalls)
		.innerJoin(calibrations, eq(calibrations.id, calibrationId))
		.innerJoin(
			calibrationParticipants,
			and(
				eq(calibrationParticipants.calibrationId, calibrationId),
				eq(calibrationParticipants.userId, userId)
			)
		)
		.leftJoin(
			calibrationScores,
			and(
				eq(calibrationScores.calibrationId, calibrationId),
				eq(calibrationScores.recordingId, recordingId),
				eq(calibrationScores.userId, userId)
			)
		)
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrationId))
		.where(
			and(
				eq(calibrationCalls.recordingId, recordingId),
				gt(calibrations.deadline, now),
				isNull(calibrationScores.id),
				isNull(calibrationOutcomes.calibrationId)
			)
		)
		.limit(1);
	return open !== undefined;
}
