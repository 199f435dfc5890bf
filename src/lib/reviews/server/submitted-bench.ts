import { and, desc, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import type { BenchData } from '../bench.ts';
import { contentOf } from '../revision.ts';
import { agentHistory } from './agent-history.ts';
import { callFor } from './call.ts';
import { reportsOfRecording } from './call-reports-list.ts';
import { checksOfRecording } from './checks.ts';
import { drawnTask } from './detail.ts';
import { heldBy } from './held.ts';
import { nextTask } from './queue.ts';
import { newestRevision } from './revisions.ts';
import { reviews } from './schema.ts';
import { sightOf } from './sight.ts';
import { placedRecording } from './subject.ts';
import { phrasesOfCall } from './workbench.ts';

/**
 * The bench of a call that the actor has reviewed, to be read: their newest review of it as it
 * stands, with what was hidden until it was in. Undefined when there is none, or they may no longer
 * hear the call, or nobody may.
 */
export async function submittedBench(
	context: Context,
	recordingId: string
): Promise<BenchData | undefined> {
	const { db, actor } = context;
	const read = db.read;
	const recording = await placedRecording(read, recordingId, context);
	if (recording?.custody !== 'kept') return undefined;
	if (can(actor, 'recording.hear', recording) !== 'allowed') return undefined;
	const own = and(eq(reviews.recordingId, recordingId), eq(reviews.reviewerId, actor.id));
	const [review] = await read
		.select()
		.from(reviews)
		.where(and(own, newestRevision()))
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(1);
	const pinned = review && (await rubricVersion(read, review.rubricVersionId));
	if (!pinned) return undefined;
	const { call, agentNumber } = await callFor(read, recordingId);
	const { checksHidden: hidden } = await sightOf(read, context, recordingId);
	const others = { agentId: review.agentId, exceptRecordingId: recordingId };
	return {
		recording: (await playableRecording(db, recordingId))!,
		call,
		agentNumber,
		heard: await heardBy(db, recordingId, actor.id),
		form: pinned.form,
		rubricVersion: pinned.version,
		assignmentId: null,
		task: await drawnTask(read, review.assignmentId),
		draft: { content: contentOf(await heldBy(read, review.id)), version: 0, savedAt: null },
		hasNext: (await nextTask(context, recordingId)) !== undefined,
		phrases: await phrasesOfCall(read, call, recording.businessDay),
		history: await agentHistory(context, others),
		...(!hidden && {
			checks: await checksOfRecording(read, actor, { recording, hidden }),
			reports: await reportsOfRecording(read, actor, { recording, hidden })
		}),
		submitted: { id: review.id, at: review.submittedAt }
	};
}
