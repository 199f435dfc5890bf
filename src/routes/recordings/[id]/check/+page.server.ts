import { fail, redirect } from '@sveltejs/kit';
import { checkPage } from '#lib/reviews/server/check-page.ts';
import { postCheck } from '#lib/reviews/server/check-posting.ts';
import { nextTask, taskPath } from '#lib/reviews/server/queue.ts';
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
		const next = await nextTask(locals.db.read, locals.actor.id, params.id);
		redirect(303, next ? taskPath(next) : '/');
	}
};
