/** A rubric that is being written, tried on a call. Reads only: nothing of a preview is kept. */
import { can, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { audible, heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { recordingPage, type LibraryRow } from '#lib/recordings/server/queries.ts';
import type { Form } from '#lib/rubric/form.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { BenchData } from '../bench.ts';
import { emptyDraft } from '../draft.ts';
import { callFor } from './call.ts';

const MOST_CALLS = 20;

/** The newest calls of a kind that the actor may hear, to choose one from. */
export async function previewCalls(context: Context, kind: CallKind): Promise<LibraryRow[]> {
	const { db, actor, zone } = context;
	const scope = scopeOf(actor, 'recording.hear');
	const page = await recordingPage(db.read, { scope, filter: { verdict: 'ok', kind }, zone });
	return page.rows.filter(({ agent }) => agent !== null).slice(0, MOST_CALLS);
}

/** The bench of one call with the form, as the actor would score it; `hidden` is answered as 404. */
export async function previewBench(
	{ db, actor, now }: Context,
	{ recordingId, form, version }: { recordingId: string; form: Form; version: number }
): Promise<Decision<BenchData, 'hidden' | 'forbidden'>> {
	const placed = await audible({ db, actor, now }, recordingId);
	const verdict = placed ? can(actor, 'recording.hear', placed) : 'hidden';
	if (verdict !== 'allowed') return refuse(verdict);
	const recording = await playableRecording(db, recordingId);
	if (!recording || placed?.agentId === null) return refuse('hidden');
	return accept({
		recording,
		...(await callFor(db.read, recordingId)),
		heard: await heardBy(db, recordingId, actor.id),
		form,
		rubricVersion: version,
		assignmentId: null,
		task: undefined,
		draft: { content: emptyDraft(), version: 0, savedAt: null },
		hasNext: false
	});
}
