import type { Context } from '#lib/people/server/context.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { accept } from '#lib/shared/decision.ts';
import { callFor } from './call.ts';
import { reportsOfRecording } from './call-reports-list.ts';
import { reportSubject } from './call-reports.ts';
import { checkPage } from './check-page.ts';
import { sightOf } from './sight.ts';
import { openTask } from './task.ts';

/** A call of which something may be reported, with what was reported before; or why nothing may. */
export async function reportDesk(context: Context, recordingId: string) {
	const { db, actor } = context;
	const subject = await reportSubject(db.read, context, recordingId);
	if (!subject.ok) return subject;
	const { recording, own } = subject.value;
	const task = own ? undefined : await openTask(db.read, actor.id, recordingId, 'check');
	const { checksHidden: hidden } = await sightOf(db.read, context, recordingId);
	return accept({
		recording: (await playableRecording(db, recording.id))!,
		...(await callFor(db.read, recording.id, task)),
		heard: await heardBy(db, recording.id, actor.id),
		own,
		reports: await reportsOfRecording(db.read, actor, { recording, hidden })
	});
}

/** The call beside the list of the day: to check, or, when it was checked before, to hear and report. */
export async function dayDesk(context: Context, recordingId: string) {
	const desk = await reportDesk(context, recordingId);
	if (!desk.ok) return desk;
	const check = await checkPage(context, { recordingId });
	return accept({
		...desk.value,
		check: check.ok ? check.value : null,
		checked: !check.ok && check.refusal === 'already-checked'
	});
}
export type DayDesk = Extract<Awaited<ReturnType<typeof dayDesk>>, { ok: true }>['value'];
