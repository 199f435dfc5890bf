import { error } from '@sveltejs/kit';
import { previewBench, previewCalls } from '#lib/reviews/server/preview.ts';
import { formFaults, scoringFaults } from '#lib/rubric/faults.ts';
import { parseForm } from '#lib/rubric/form.ts';
import { draftFor } from '../draft.ts';
import type { PageServerLoad } from './$types';

/** Calls that the writer may hear, and the draft tried on one of them (`recording`). */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id, key, version, form: text } = await draftFor(locals, params.id);
	const form = JSON.parse(text) as { title?: { en?: string; 'zh-CN'?: string } };
	const shown = { id, key, form, title: form.title, faults: [], bench: null, calls: [] };
	if (scoringFaults(form).length > 0) return { ...shown, faults: formFaults(form) };
	const whole = parseForm(form);
	const recordingId = url.searchParams.get('recording');
	if (recordingId === null) return { ...shown, calls: await previewCalls(locals, whole.callKind) };
	const opened = await previewBench(locals, { recordingId, form: whole, version });
	if (opened.ok) return { ...shown, bench: opened.value };
	if (opened.refusal === 'hidden') error(404, 'recording-not-found');
	error(403, 'recording-not-to-be-heard');
};
