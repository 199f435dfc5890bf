import { error, redirect } from '@sveltejs/kit';
import { applicationView } from '#lib/custody/server/deletion-page.ts';
import { applyForDeletion } from '#lib/custody/server/deletion-requests.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { refused } from '../../../custody/deletion-requests/answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const view = await applicationView(locals, params.id);
	if (view.ok) return view.value;
	if (view.refusal === 'not-found') error(404, 'recording-not-found');
	error(403, 'forbidden');
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const kept = keptFields(await request.formData());
		const { store, analyser } = locals.runtime;
		const outcome = await applyForDeletion(
			{ ...locals, store, analyser },
			{ recordingId: params.id, reason: kept.reason ?? '' }
		);
		if (!outcome.ok) return refused(outcome, kept);
		redirect(303, `/custody/deletion-requests/${outcome.value.requestId}?done=applied`);
	}
};
