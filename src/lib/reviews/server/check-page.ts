import type { Context } from '#lib/people/server/context.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { accept } from '#lib/shared/decision.ts';
import { callFor } from './call.ts';
import { checkSubject } from './check-subject.ts';
import { nextTask } from './queue.ts';
import type { TaskRequest } from './task.ts';

/** Everything that the page of a check shows, or why there can be none. Changes nothing. */
export async function checkPage(context: Context, request: TaskRequest) {
	const { db, actor } = context;
	const subject = await checkSubject(db.read, context, request);
	if (!subject.ok) return subject;
	const { recording, own, task, items } = subject.value;
	return accept({
		recording: (await playableRecording(db, recording.id))!,
		...(await callFor(db.read, recording.id, own ? undefined : task)),
		heard: await heardBy(db, recording.id, actor.id),
		own,
		items,
		assignmentId: task?.id ?? null,
		dueAt: task?.dueAt ?? null,
		hasNext: (await nextTask(context, recording.id)) !== undefined
	});
}

type Opened = Extract<Awaited<ReturnType<typeof checkPage>>, { ok: true }>;
export type CheckPageData = Opened['value'];
