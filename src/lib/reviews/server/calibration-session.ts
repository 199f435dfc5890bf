/** A calibration session as one person stands to it: whether they see it at all, and what of it. */
import { asc, eq } from 'drizzle-orm';
import { hasRole, may } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isBlindTo, phaseOf, type CalibrationPhase } from '../calibration.ts';
import {
	calibrationCalls,
	calibrationOutcomes,
	calibrationParticipants,
	calibrations,
	calibrationScores
} from './calibration-schema.ts';

export interface CalibrationSession {
	id: string;
	title: string;
	departmentId: string | null;
	rubricVersionId: string;
	expertId: string | null;
	deadline: Date;
	createdAt: Date;
	createdBy: string;
	closedAt: Date | null;
	/** In the order of the session. */
	calls: { recordingId: string; agentId: string | null }[];
	participantIds: string[];
	/** Who has submitted which call; no answers. */
	submitted: { userId: string; recordingId: string }[];
}

export interface CalibrationSight {
	session: CalibrationSession;
	phase: CalibrationPhase;
	participates: boolean;
	opened: boolean;
	/** Nothing of what others answered, scored or remarked may be shown. */
	blind: boolean;
}

/** Undefined when it is unknown or hidden from the actor; decided on fresh rows. */
export async function calibrationFor(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	id: string
): Promise<CalibrationSight | undefined> {
	const session = await sessionById(read, id);
	if (!session || !sees(actor, session)) return undefined;
	const { calls, participantIds, submitted, deadline, closedAt } = session;
	const participates = participantIds.includes(actor.id);
	const own = submitted.filter(({ userId }) => userId === actor.id).length;
	const state = {
		now,
		deadline,
		closed: closedAt !== null,
		allIn: submitted.length === calls.length * participantIds.length
	};
	return {
		session,
		phase: phaseOf(state),
		participates,
		opened: session.createdBy === actor.id,
		blind: isBlindTo({ ...state, ownIn: participates && own === calls.length })
	};
}

/** Who takes part, who opened it, the heads of its department and auditors; never whoever handled one of the calls. */
function sees(actor: Actor, session: CalibrationSession): boolean {
	if (!may(actor, 'calibration.read')) return false;
	if (session.calls.some(({ agentId }) => agentId === actor.id)) return false;
	return (
		session.createdBy === actor.id ||
		session.participantIds.includes(actor.id) ||
		hasRole(actor, 'auditor') ||
		actor.grants.some(
			({ role, departmentId }) =>
				role === 'department-head' && departmentId !== null && departmentId === session.departmentId
		)
	);
}

/** The session itself, whoever asks; undefined for an unknown or malformed id. */
export async function sessionById(
	read: Reader,
	id: string
): Promise<CalibrationSession | undefined> {
	if (!isId(id)) return undefined;
	const [row] = await read
		.select({
			id: calibrations.id,
			title: calibrations.title,
			departmentId: calibrations.departmentId,
			rubricVersionId: calibrations.rubricVersionId,
			expertId: calibrations.expertId,
			deadline: calibrations.deadline,
			createdAt: calibrations.createdAt,
			createdBy: calibrations.createdBy,
			closedAt: calibrationOutcomes.closedAt
		})
		.from(calibrations)
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrations.id))
		.where(eq(calibrations.id, id));
	if (!row) return undefined;
	const calls = await read
		.select({ recordingId: calibrationCalls.recordingId, agentId: recordings.agentId })
		.from(calibrationCalls)
		.innerJoin(recordings, eq(recordings.id, calibrationCalls.recordingId))
		.where(eq(calibrationCalls.calibrationId, id))
		.orderBy(asc(calibrationCalls.position));
	const participants = await read
		.select({ userId: calibrationParticipants.userId })
		.from(calibrationParticipants)
		.where(eq(calibrationParticipants.calibrationId, id))
		.orderBy(asc(calibrationParticipants.userId));
	const submitted = await read
		.select({ userId: calibrationScores.userId, recordingId: calibrationScores.recordingId })
		.from(calibrationScores)
		.where(eq(calibrationScores.calibrationId, id));
	return { ...row, calls, participantIds: participants.map(({ userId }) => userId), submitted };
}
