/** The recording, the application and the person of a command, as they stand when it is given. */
import { asc, eq } from 'drizzle-orm';
import { can, type PlacedAction } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { deletionRequests, deletionSteps, openDeletionRequests } from './schema.ts';

const columns = {
	id: recordings.id,
	agentId: recordings.agentId,
	teamId: recordings.teamId,
	departmentId: recordings.departmentId,
	custody: recordings.custody,
	sha256: recordings.sha256,
	bytes: recordings.bytes,
	playbackSha256: recordings.playbackSha256,
	peaksSha256: recordings.peaksSha256,
	container: recordings.container,
	codec: recordings.codec,
	sampleRate: recordings.sampleRate,
	channels: recordings.channels,
	durationMs: recordings.durationMs
};

/** What custody needs of a recording, wherever it stands; undefined for unknown and malformed ids. Nothing is decided about rights here. */
export async function recordingSubject(read: Reader, recordingId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read.select(columns).from(recordings).where(eq(recordings.id, recordingId));
	return row;
}
export type RecordingSubject = NonNullable<Awaited<ReturnType<typeof recordingSubject>>>;

/** An application with its steps, the oldest first; undefined for unknown and malformed ids. */
export async function requestSubject(read: Reader, requestId: string) {
	if (!isId(requestId)) return undefined;
	const [row] = await read
		.select({ request: deletionRequests, open: openDeletionRequests })
		.from(deletionRequests)
		.leftJoin(openDeletionRequests, eq(openDeletionRequests.requestId, deletionRequests.id))
		.where(eq(deletionRequests.id, requestId));
	if (!row) return undefined;
	const steps = await read
		.select()
		.from(deletionSteps)
		.where(eq(deletionSteps.requestId, requestId))
		.orderBy(asc(deletionSteps.at), asc(deletionSteps.id));
	const recording = (await recordingSubject(read, row.request.recordingId))!;
	return { ...row.request, purgeAfter: row.open?.purgeAfter ?? null, steps, recording };
}
export type RequestSubject = NonNullable<Awaited<ReturnType<typeof requestSubject>>>;

/**
 * The actor with the grants in force now, if they may do `action` to the recording: hidden reads as
 * not there, and nobody does it to a call that they handled under any of their accounts.
 */
export async function whoMay(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	action: PlacedAction,
	recording: RecordingSubject
): Promise<Decision<Actor, 'not-found' | 'not-allowed'>> {
	const acting = await actorById(read, actor.id, now);
	if (!acting) return refuse('not-found');
	const verdict = can(acting, action, recording);
	if (verdict === 'hidden') return refuse('not-found');
	const { agentId } = recording;
	const own = agentId !== null && (await areSamePerson(read, agentId, acting.id));
	return verdict === 'forbidden' || own ? refuse('not-allowed') : accept(acting);
}
