import { eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept } from '#lib/shared/decision.ts';
import { emptyDraft } from '../draft.ts';
import { drawnTask } from './detail.ts';
import { draftOf } from './drafts.ts';
import { nextTask } from './queue.ts';
import { reviewSubject, type ReviewRequest } from './subject.ts';

/** Everything that the workbench shows of one recording, or why it may not be reviewed. Changes nothing. */
export async function workbenchOf({ db, actor }: Context, request: ReviewRequest) {
	const read = db.read;
	const subject = await reviewSubject(read, actor, request);
	if (!subject.ok) return subject;
	const { recording, rubric, assignmentId } = subject.value;
	const draft = await draftOf(read, recording.id, actor.id);
	const pinned = draft && (await rubricVersion(read, draft.rubricVersionId));
	const { form, version } = pinned ?? rubric;
	return accept({
		recording: (await playableRecording(db, recording.id))!,
		call: (await callFacts(read, recording.id))!,
		heard: await heardBy(db, recording.id, actor.id),
		form,
		rubricVersion: version,
		assignmentId,
		task: await drawnTask(read, assignmentId),
		draft: {
			content: draft?.content ?? emptyDraft(),
			version: draft?.version ?? 0,
			savedAt: draft?.savedAt ?? null
		},
		hasNext: (await nextTask(read, actor.id, recording.id)) !== undefined
	});
}

type Opened = Extract<Awaited<ReturnType<typeof workbenchOf>>, { ok: true }>;
export type WorkbenchData = Opened['value'];

/** The call as its reviewer sees it: the customer's number masked. */
async function callFacts(read: Reader, recordingId: string) {
	const [row] = await read
		.select({
			agent: users.name,
			staffNo: users.staffNo,
			customerMasked: recordings.customerMasked,
			direction: recordings.direction,
			kind: recordings.kind,
			queue: recordings.queue,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs
		})
		.from(recordings)
		.innerJoin(users, eq(users.id, recordings.agentId))
		.where(eq(recordings.id, recordingId));
	return row;
}
