import { and, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import {
	calibrationCalls,
	calibrationOutcomes,
	calibrationParticipants,
	calibrations,
	calibrationScores
} from './calibration-schema.ts';

/** Calls that the actor is to score in a calibration whose deadline has not come, and has not yet. */
export function callsToScore(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	which?: SQL
) {
	const { calibrationId, recordingId } = calibrationCalls;
	return read
		.select({ recordingId })
		.from(calibrationParticipants)
		.innerJoin(calibrations, eq(calibrations.id, calibrationParticipants.calibrationId))
		.innerJoin(calibrationCalls, eq(calibrationId, calibrations.id))
		.leftJoin(
			calibrationScores,
			and(
				eq(calibrationScores.calibrationId, calibrationId),
				eq(calibrationScores.recordingId, recordingId),
				eq(calibrationScores.userId, actor.id)
			)
		)
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrationId))
		.where(
			and(
				eq(calibrationParticipants.userId, actor.id),
				gt(calibrations.deadline, now),
				isNull(calibrationScores.id),
				isNull(calibrationOutcomes.calibrationId),
				which
			)
		);
}
