import { and, eq, isNull, or } from 'drizzle-orm';
import { can, type PlacedAction } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { Item } from '#lib/rubric/form.ts';
import { checkItems } from '../check-items.ts';
import { decideCheck, type CheckRefusal } from '../check.ts';
import { selfChecks } from './schema.ts';
import { placedRecording, type PlacedRecording } from './subject.ts';
import { taskFor, type Task, type TaskRefusal, type TaskRequest } from './task.ts';

/** `not-found` is shown as 404, `not-allowed` as 403, the others as 409. */
export type CheckSubjectRefusal = 'not-allowed' | 'not-kept' | TaskRefusal | CheckRefusal;

/** What a check stands on, read afresh. */
interface CheckSubject {
	recording: PlacedRecording;
	agentId: string;
	/** An own call; else a colleague's. */
	own: boolean;
	task: Task | undefined;
	/** The items asked, of the rubric that would score the call now; none are asked by many. */
	items: readonly Item[];
	/** Of that rubric; null when no item is asked. */
	rubricVersionId: string | null;
}

/**
 * The recording and task for a check by the actor, or why there can be none. Own calls may be
 * checked without a task, colleagues' never.
 */
export async function checkSubject(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	{ recordingId, assignmentId }: TaskRequest
): Promise<Decision<CheckSubject, CheckSubjectRefusal>> {
	const recording = await placedRecording(read, recordingId, { actor, now });
	if (!recording || can(actor, 'recording.list', recording) !== 'allowed')
		return refuse('not-found');
	const own = recording.agentId === actor.id;
	const before = await checkBy(read, recordingId, actor.id);
	const found = await taskFor(read, actor.id, { recordingId, assignmentId, work: 'check' });
	if (!found.ok) return found;
	const task = found.value;
	const action: PlacedAction = own ? 'self-check.submit' : 'peer-check.submit';
	const place = { ...recording, entrusted: recording.entrusted && task !== undefined };
	if (can(actor, action, place) !== 'allowed') return refuse('not-allowed');

	if (recording.custody !== 'kept') return refuse('not-kept');
	const decision = decideCheck({ ...recording, checkedAt: before?.at });
	if (!decision.ok) return decision;
	const rubric = await rubricFor(read, { ...recording, callKind: recording.kind });
	const items = rubric ? checkItems(rubric.form) : [];
	return accept({
		...{ recording, agentId: decision.value.agentId, own, task, items },
		rubricVersionId: items.length > 0 ? rubric!.versionId : null
	});
}

/** The check of a recording by one person; undefined when there is none. */
async function checkBy(read: Reader, recordingId: string, userId: string) {
	const [check] = await read
		.select()
		.from(selfChecks)
		.where(and(eq(selfChecks.recordingId, recordingId), madeBy(userId)))
		.limit(1);
	return check;
}

const madeBy = (userId: string) =>
	or(
		eq(selfChecks.checkerId, userId),
		and(isNull(selfChecks.checkerId), eq(selfChecks.agentId, userId))
	);
