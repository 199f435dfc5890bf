import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { phrasesFor } from '#lib/rubric/server/phrases.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { LISTEN_PERCENT } from '#lib/sampling/plan.ts';
import { accept } from '#lib/shared/decision.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { BenchCall } from '../bench.ts';
import { emptyDraft } from '../draft.ts';
import { agentHistory } from './agent-history.ts';
import { callFor } from './call.ts';
import { drawnTask } from './detail.ts';
import { draftOf } from './draft-rows.ts';
import { nextTask } from './queue.ts';
import { reviewSubject, type ReviewRequest } from './subject.ts';

/** Everything that the workbench shows of one recording, or why it may not be reviewed. Changes nothing. */
export async function workbenchOf(context: Context, request: ReviewRequest) {
	const { db, actor } = context;
	const read = db.read;
	const subject = await reviewSubject(read, context, request);
	if (!subject.ok) return subject;
	const { recording, agentId, rubric, task } = subject.value;
	const assignmentId = task?.id ?? null;
	const draft = await draftOf(read, recording.id, actor.id);
	const pinned = draft && (await rubricVersion(read, draft.rubricVersionId));
	const { form, version, key } = pinned ?? rubric;
	const { call, agentNumber } = await callFor(read, recording.id, task);
	const others = { agentId, exceptRecordingId: recording.id };
	return accept({
		recording: (await playableRecording(db, recording.id))!,
		call,
		agentNumber,
		heard: await heardBy(db, recording.id, actor.id),
		minimum: task?.listenPercent ?? LISTEN_PERCENT,
		form,
		rubricVersion: version,
		rubricKey: key,
		assignmentId,
		task: await drawnTask(read, assignmentId),
		draft: {
			content: draft?.content ?? emptyDraft(),
			version: draft?.version ?? 0,
			savedAt: draft?.savedAt ?? null
		},
		hasNext: (await nextTask(context, recording.id)) !== undefined,
		phrases: await phrasesOfCall(read, call, recording.businessDay),
		...(!task?.blind && { history: await agentHistory(context, others) })
	});
}

/** The standard phrases of the day of a call, with the number of an agent who is not hidden. */
export const phrasesOfCall = (read: Reader, call: BenchCall, businessDay: BusinessDay) =>
	phrasesFor(read, { callKind: call.kind, businessDay, staffNo: call.staffNo });
