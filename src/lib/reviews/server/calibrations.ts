import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can, isEmptyScope, may, scopeOf } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideOpening, DISCUSSION_MS, type Opening, type OpeningRefusal } from '../calibration.ts';
import { calibrationCalls, calibrationParticipants, calibrations } from './calibration-schema.ts';
import { placedRecording, type PlacedRecording } from './subject.ts';

export interface OpenCalibration {
	title: string;
	recordingIds: string[];
	participantIds: string[];
	/** The participant whose answers the others are held against; takes part even when not listed. */
	expertId: string | null;
	/** Answers are taken before it, not at it or later. */
	deadline: Date;
	/** The published version that all calls are scored with. */
	rubricVersionId: string;
}

export type OpenRefusal = 'not-allowed' | 'not-found' | OpeningRefusal;

/**
 * Opens a calibration session. Its participants may hear the calls for its time, whatever their
 * reach, and are told. `not-found` for a call that the opener does not see and for an unknown
 * version; each call and person counts once, however often it is named.
 */
export const openCalibration = (
	context: Context,
	request: OpenCalibration
): Promise<Decision<{ calibrationId: string }, OpenRefusal>> =>
	context.db.tx((tx) => openIn(tx, context, request));

/** `openCalibration` within a transaction of the caller's. */
export async function openIn(
	tx: Writer,
	context: Context,
	request: OpenCalibration
): Promise<Decision<{ calibrationId: string }, OpenRefusal>> {
	const { actor, now } = context;
	const participantIds = [
		...new Set([...request.participantIds, ...(request.expertId ? [request.expertId] : [])])
	];
	if (!may(actor, 'calibration.open')) return refuse('not-allowed');
	const calls = await callsOf(tx, context, request.recordingIds);
	if (!calls || !(await rubricVersion(tx, request.rubricVersionId))) return refuse('not-found');
	const decision = decideOpening({
		title: request.title.replaceAll('\u0000', ''),
		calls: calls.map(({ agentId, verdict }) => ({
			agentId,
			own: agentId === actor.id,
			audible: verdict !== 'empty' && verdict !== 'unreadable'
		})),
		participants: await participantsOf(tx, participantIds, now),
		deadline: request.deadline,
		now
	});
	if (!decision.ok) return decision;

	const calibrationId = newId(now);
	const opening = { ...request, title: decision.value.title, participantIds, calls };
	await insertCalibration(context, tx, calibrationId, opening);
	return accept({ calibrationId });
}

/** The calls in the order given; undefined when one of them is none, or the actor may not hear it. */
async function callsOf(read: Reader, context: Context, recordingIds: readonly string[]) {
	const calls: PlacedRecording[] = [];
	for (const id of new Set(recordingIds)) {
		const call = await placedRecording(read, id, context);
		if (call?.custody !== 'kept') return undefined;
		if (can(context.actor, 'recording.hear', call) !== 'allowed') return undefined;
		calls.push(call);
	}
	return calls;
}

/** Whoever is unknown or disabled reviews nothing, and has no name here. */
async function participantsOf(
	read: Reader,
	ids: readonly string[],
	now: Date
): Promise<Opening['participants']> {
	const people: Opening['participants'] = [];
	for (const id of ids) {
		const person = await actorById(read, id, now);
		const reviews = person !== undefined && !isEmptyScope(scopeOf(person, 'review.submit'));
		people.push({ id, name: person?.name ?? '', reviews });
	}
	return people;
}

type Decided = OpenCalibration & { calls: PlacedRecording[] };

async function insertCalibration(
	{ actor, now }: Context,
	tx: Writer,
	calibrationId: string,
	{ title, expertId, deadline, rubricVersionId, participantIds, calls }: Decided
) {
	const recordingIds = calls.map(({ id }) => id);
	await tx.insert(calibrations).values({
		id: calibrationId,
		title,
		departmentId: calls[0]!.departmentId,
		rubricVersionId,
		expertId,
		deadline,
		createdAt: now,
		createdBy: actor.id
	});
	await tx.insert(calibrationCalls).values(
		recordingIds.map((recordingId, index) => ({
			calibrationId,
			recordingId,
			position: index + 1
		}))
	);
	await tx
		.insert(calibrationParticipants)
		.values(participantIds.map((userId) => ({ calibrationId, userId })));
	const until = new Date(deadline.getTime() + DISCUSSION_MS);
	for (const recordingId of recordingIds)
		for (const userId of participantIds) await entrust(tx, { recordingId, userId, now, until });
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'calibration.opened',
			subject: `calibration:${calibrationId}`,
			facts: {
				recordingIds,
				participantIds,
				expertId,
				deadline: deadline.toISOString(),
				rubricVersionId
			}
		}
	);
	await notify(tx, now, {
		kind: 'calibration-opened',
		to: participantIds.filter((id) => id !== actor.id),
		path: `/calibrations/${calibrationId}`
	});
}
