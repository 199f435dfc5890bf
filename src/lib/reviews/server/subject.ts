import { and, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricFor, type PublishedRubric } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideReview, type ReviewKind, type ReviewRefusal } from '../review.ts';
import { reviews } from './schema.ts';
import { taskFor, type Task, type TaskRefusal, type TaskRequest } from './task.ts';

export type ReviewRequest = TaskRequest;

/** `not-found` is shown as 404, `not-allowed` as 403, the others as 409. */
export type SubjectRefusal = 'not-allowed' | 'not-kept' | TaskRefusal | ReviewRefusal;

/** What a review of a recording stands on, read afresh. */
export interface Subject {
	recording: PlacedRecording;
	agentId: string;
	rubric: PublishedRubric;
	kind: ReviewKind;
	task: Task | undefined;
}

/** The recording, task and rubric for a review by `actor`, or why there can be none. Decided on fresh rows. */
export async function reviewSubject(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	{ recordingId, assignmentId }: ReviewRequest
): Promise<Decision<Subject, SubjectRefusal>> {
	const recording = await placedRecording(read, recordingId, { actor, now });
	if (!recording || can(actor, 'recording.list', recording) !== 'allowed')
		return refuse('not-found');
	const found = await taskFor(read, actor.id, { recordingId, assignmentId, work: 'review' });
	if (!found.ok) return found;
	const task = found.value;
	// A task of another sort, such as a peer check, entrusts the hearing and no review.
	const place = { ...recording, entrusted: recording.entrusted && task !== undefined };
	if (can(actor, 'review.submit', place) !== 'allowed') return refuse('not-allowed');

	const kind: ReviewKind =
		task?.kind === 'weekly-audit' ? task.kind : task ? 'spot-check' : 'ad-hoc';
	const rubric = await rubricFor(read, { ...recording, callKind: recording.kind });
	if (recording.custody !== 'kept') return refuse('not-kept');
	const decision = decideReview({
		...recording,
		hasRubric: rubric !== undefined,
		reviewed: await submitted(read, recordingId, kind)
	});
	if (!decision.ok) return decision;
	return accept({ recording, agentId: decision.value.agentId, rubric: rubric!, kind, task });
}

/** A recording as it is judged, with its place for the asking person; undefined for an unknown or malformed id, and for a restricted one: nobody judges those. */
export async function placedRecording(
	read: Reader,
	recordingId: string,
	{ actor, now }: Pick<Context, 'actor' | 'now'>
) {
	const recording = await recordingRow(read, recordingId);
	if (!recording) return undefined;
	return { ...recording, entrusted: await isEntrusted(read, recordingId, actor.id, now) };
}
export type PlacedRecording = NonNullable<Awaited<ReturnType<typeof placedRecording>>>;

async function recordingRow(read: Reader, recordingId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read
		.select({
			id: recordings.id,
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			kind: recordings.kind,
			queue: recordings.queue,
			durationMs: recordings.durationMs,
			startedAt: recordings.startedAt,
			businessDay: recordings.businessDay,
			verdict: recordings.verdict,
			verdictReason: recordings.verdictReason,
			custody: recordings.custody
		})
		.from(recordings)
		.where(and(eq(recordings.id, recordingId), isNotRestricted));
	return row;
}

async function submitted(read: Reader, recordingId: string, kind: ReviewKind) {
	const [row] = await read
		.select({ by: users.name, at: reviews.submittedAt })
		.from(reviews)
		.innerJoin(users, eq(users.id, reviews.reviewerId))
		.where(and(eq(reviews.recordingId, recordingId), eq(reviews.kind, kind)))
		.limit(1);
	return row;
}
