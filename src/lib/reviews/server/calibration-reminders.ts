import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { REMIND_MS } from '../calibration.ts';
import { calibrationOutcomes, calibrations } from './calibration-schema.ts';
import { sessionById, type CalibrationSession } from './calibration-session.ts';

/** Sessions whose deadline passed longer ago are not told of any more. */
const TOLD_FOR_MS = 7 * 86_400_000;

/**
 * Reminds whoever has not finished a calibration that is due within a day, and tells its people when
 * the deadline has passed. Each once, whatever runs it.
 */
export async function remindOfCalibrations({ db, now }: Context): Promise<{ sessions: number }> {
	const standing = await standingSessions(db, now);
	for (const session of standing) await db.tx((tx) => notify(tx, now, noticeOf(session, now)));
	return { sessions: standing.length };
}

function noticeOf(session: CalibrationSession, now: Date) {
	const { id, deadline, participantIds, createdBy } = session;
	const path = `/calibrations/${id}`;
	if (deadline <= now)
		return {
			kind: 'calibration-ready' as const,
			to: [...participantIds, createdBy],
			path,
			once: `calibration-ready:${id}`
		};
	const unfinished = participantIds.filter(
		(userId) =>
			session.submitted.filter((row) => row.userId === userId).length < session.calls.length
	);
	return {
		kind: 'calibration-due-soon' as const,
		to: unfinished,
		path,
		once: `calibration-due:${id}`
	};
}

async function standingSessions({ read }: Db, now: Date): Promise<CalibrationSession[]> {
	const rows = await read
		.select({ id: calibrations.id })
		.from(calibrations)
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrations.id))
		.where(
			and(
				isNull(calibrationOutcomes.calibrationId),
				gt(calibrations.deadline, new Date(now.getTime() - TOLD_FOR_MS)),
				lte(calibrations.deadline, new Date(now.getTime() + REMIND_MS))
			)
		)
		.orderBy(calibrations.deadline)
		.limit(500);
	const found = await Promise.all(rows.map(({ id }) => sessionById(read, id)));
	return found.filter((session) => session !== undefined);
}
