import { fail, redirect } from '@sveltejs/kit';
import { checkFaults } from '#lib/reviews/check.ts';
import { postedCheck } from '#lib/reviews/posted-check.ts';
import { checkPage } from '#lib/reviews/server/check-page.ts';
import { nextTask, taskPath } from '#lib/reviews/server/queue.ts';
import { submitCheck } from '#lib/reviews/server/submit-check.ts';
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
		const { content, assignmentId, typed } = postedCheck(await request.formData());
		const task = { recordingId: params.id, assignmentId };
		const opened = await checkPage(locals, task);
		if (!opened.ok) refused(opened, locals.zone);
		if (!content) return fail(422, { refusal: 'malformed', typed, faults: [] });
		const faults = checkFaults(content, opened.value.recording.durationMs);
		if (faults.length > 0) return fail(422, { refusal: 'incomplete', typed, faults });
		const outcome = await submitCheck(locals, { ...task, content });
		if (!outcome.ok)
			return fail(statusOf(outcome.refusal), {
				refusal: outcome.refusal,
				facts: outcome.facts,
				typed,
				faults: []
			});
		const next = await nextTask(locals.db.read, locals.actor.id, params.id);
		redirect(303, next ? taskPath(next) : '/');
	}
};
