/**
 * What stands in the way of a deletion: asked on fresh rows at application, approval and purge. A
 * further reason is one line in `sources`.
 */
import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { recorderIncidents, recorderIncidentSteps } from '#lib/events/server/schema.ts';
import { monthLocks, monthUnlocks } from '#lib/ledger/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { calibrationCalls, calibrationOutcomes } from '#lib/reviews/server/calibration-schema.ts';
import { openDisputesOf } from '#lib/reviews/server/dispute-facts.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { concealmentRulings, concealments } from '#lib/reviews/server/ruling-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { Block, BlockKind } from '../block.ts';
import { openTasksOn } from './open-tasks.ts';
import { standingHolds } from './schema.ts';

type Source = (read: Reader, recordingId: string) => Promise<{ id: string }[]>;

const sources: Record<BlockKind, Source> = {
	hold: (read, recordingId) =>
		read
			.select({ id: standingHolds.holdId })
			.from(standingHolds)
			.where(eq(standingHolds.recordingId, recordingId))
			.orderBy(asc(standingHolds.holdId)),
	restriction: (read, recordingId) =>
		read
			.select({ id: recordings.id })
			.from(recordings)
			.where(and(eq(recordings.id, recordingId), eq(recordings.custody, 'restricted'))),
	task: (read, recordingId) => openTasksOn(read, [recordingId]),
	draft: (read, recordingId) =>
		read
			.select({ id: reviewDrafts.id })
			.from(reviewDrafts)
			.where(eq(reviewDrafts.recordingId, recordingId))
			.orderBy(asc(reviewDrafts.id)),
	calibration: (read, recordingId) =>
		read
			.select({ id: calibrationCalls.calibrationId })
			.from(calibrationCalls)
			.leftJoin(
				calibrationOutcomes,
				eq(calibrationOutcomes.calibrationId, calibrationCalls.calibrationId)
			)
			.where(
				and(
					eq(calibrationCalls.recordingId, recordingId),
					isNull(calibrationOutcomes.calibrationId)
				)
			)
			.orderBy(asc(calibrationCalls.calibrationId)),
	incident: (read, recordingId) =>
		read
			.select({ id: recorderIncidents.id })
			.from(recorderIncidents)
			.leftJoin(recorderIncidentSteps, closedStep)
			.where(and(eq(recorderIncidents.recordingId, recordingId), isNull(recorderIncidentSteps.id)))
			.orderBy(asc(recorderIncidents.id)),
	concealment: (read, recordingId) =>
		read
			.select({ id: concealments.id })
			.from(concealments)
			.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
			.leftJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
			.where(and(eq(reviews.recordingId, recordingId), isNull(concealmentRulings.concealmentId)))
			.orderBy(asc(concealments.id)),
	dispute: openDisputesOf,
	/** Its month is closed for its department. */
	'closed-month': (read, recordingId) =>
		read
			.select({ id: monthLocks.id })
			.from(recordings)
			.innerJoin(
				monthLocks,
				and(
					eq(monthLocks.departmentId, recordings.departmentId),
					eq(monthLocks.businessMonth, sql`${recordings.businessDay} / 100`)
				)
			)
			.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id))
			.where(and(eq(recordings.id, recordingId), isNull(monthUnlocks.lockId)))
};

const closedStep: SQL | undefined = and(
	eq(recorderIncidentSteps.incidentId, recorderIncidents.id),
	eq(recorderIncidentSteps.step, 'closed')
);

/** All that blocks a deletion of the recording now; empty when nothing does, and for an unknown id. */
export async function blocksOf(read: Reader, recordingId: string): Promise<Block[]> {
	if (!isId(recordingId)) return [];
	const blocks: Block[] = [];
	for (const [kind, source] of Object.entries(sources) as [BlockKind, Source][])
		for (const { id } of await source(read, recordingId)) blocks.push({ kind, id });
	return blocks;
}
