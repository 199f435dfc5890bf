import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricForCallKind, type PublishedRubric } from '#lib/rubric/server/queries.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideReview, type ReviewKind, type ReviewRefusal } from '../review.ts';
import { reviews } from './schema.ts';

export interface ReviewRequest {
	recordingId: string;
	/** The drawn task it answers; when left out, the reviewer's open task for this recording if there is one. */
	assignmentId?: string | undefined;
}

/** `not-found` is shown as 404, `not-allowed` as 403, the others as 409. */
export type SubjectRefusal = 'not-found' | 'not-allowed' | ReviewRefusal;

/** What a review of a recording stands on, read afresh. */
export interface Subject {
	recording: NonNullable<Awaited<ReturnType<typeof reviewableRecording>>>;
	agentId: string;
	rubric: PublishedRubric;
	kind: ReviewKind;
	assignmentId: string | null;
}

/** The recording, task and rubric for a review by `actor`, or why there can be none. Decided on fresh rows. */
export async function reviewSubject(
	read: Reader,
	actor: Context['actor'],
	{ recordingId, assignmentId }: ReviewRequest
): Promise<Decision<Subject, SubjectRefusal>> {
	const recording = await reviewableRecording(read, recordingId);
	if (!recording) return refuse('not-found');
	const verdict = can(actor, 'review.submit', recording);
	if (verdict !== 'allowed') return refuse(verdict === 'hidden' ? 'not-found' : 'not-allowed');

	const task = await taskFor(read, actor.id, { recordingId, assignmentId });
	if (assignmentId && !task) return refuse('not-found');
	const kind: ReviewKind = task ? 'spot-check' : 'ad-hoc';
	const rubric = await rubricForCallKind(read, recording.kind);
	const decision = decideReview({
		...recording,
		hasRubric: rubric !== undefined,
		reviewed: await submitted(read, recordingId, kind)
	});
	if (!decision.ok) return decision;
	return accept({
		recording,
		agentId: decision.value.agentId,
		rubric: rubric!,
		kind,
		assignmentId: task?.id ?? null
	});
}

async function reviewableRecording(read: Reader, recordingId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read
		.select({
			id: recordings.id,
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			kind: recordings.kind,
			durationMs: recordings.durationMs,
			startedAt: recordings.startedAt,
			businessDay: recordings.businessDay,
			verdict: recordings.verdict,
			verdictReason: recordings.verdictReason
		})
		.from(recordings)
		.where(eq(recordings.id, recordingId));
	return row;
}

/** The reviewer's task for the recording: the one named, else the first that is still open. */
async function taskFor(
	read: Reader,
	reviewerId: string,
	{ recordingId, assignmentId }: ReviewRequest
) {
	if (assignmentId !== undefined && !isId(assignmentId)) return undefined;
	const [row] = await read
		.select({ id: assignments.id })
		.from(assignments)
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.where(
			and(
				eq(assignments.recordingId, recordingId),
				eq(assignments.reviewerId, reviewerId),
				assignmentId === undefined ? isNull(reviews.id) : eq(assignments.id, assignmentId)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id))
		.limit(1);
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
