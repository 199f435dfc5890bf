import { fail, redirect } from '@sveltejs/kit';
import { pathToNext } from '#lib/reviews/server/after-review.ts';
import { checkPage } from '#lib/reviews/server/check-page.ts';
import { postCheck } from '#lib/reviews/server/check-posting.ts';
import { refused, statusOf } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const assignmentId = url.searchParams.get('assignment') ?? undefined;
	const opened = await checkPage(locals, { recordingId: params.id, assignmentId });
	return opened.ok ? { check: opened.value } : refused(opened, locals.zone);
};

export const actions: Actions = {
	/** Submits and opens the next task, or Today when none waits. */
	default: async ({ locals, params, request }) => {
		const answer = await postCheck(locals, params.id, await request.formData());
		if (answer.closed) refused(answer.closed, locals.zone);
		if (answer.failure) return fail(statusOf(answer.failure.refusal), answer.failure);
		redirect(303, await pathToNext(locals, params.id));
	}
};
