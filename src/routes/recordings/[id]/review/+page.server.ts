import { fail, redirect } from '@sveltejs/kit';
import { itemsWithClips } from '#lib/coaching/server/library-list.ts';
import { pathAfterReview } from '#lib/reviews/server/after-review.ts';
import { discardDraft, saveDraft } from '#lib/reviews/server/drafts.ts';
import { keptText } from '#lib/reviews/server/kept-text.ts';
import { submittedBench } from '#lib/reviews/server/submitted-bench.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { workbenchOf } from '#lib/reviews/server/workbench.ts';
import { refused, statusOf } from '../refused.ts';
import { readPosted } from './posted.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const assignmentId = url.searchParams.get('assignment') ?? undefined;
	const opened = await workbenchOf(locals, { recordingId: params.id, assignmentId });
	if (opened.ok) {
		const { rubricKey } = opened.value;
		const libraryItems = { rubricKey, itemKeys: await itemsWithClips(locals.db.read, rubricKey) };
		return { bench: opened.value, mode: 'review' as const, libraryItems };
	}
	const kept = opened.refusal === 'already-reviewed' && (await keptText(locals, params.id));
	if (kept) return { kept: { ...kept, why: opened.facts }, mode: 'kept' as const };
	const own = opened.refusal === 'already-reviewed' && (await submittedBench(locals, params.id));
	return own ? { bench: own, mode: 'read' as const } : refused(opened, locals.zone);
};

export const actions: Actions = {
	/** Throws the own draft away. */
	discard: async ({ locals, params }) => {
		await discardDraft(locals, { recordingId: params.id });
		redirect(303, '/');
	},
	/** Keeps what is filled in, complete or not. */
	draft: async (event) => {
		const posted = await readPosted(event);
		if (!posted) return fail(422, { refusal: 'malformed' });
		const outcome = await saveDraft(event.locals, { recordingId: event.params.id, ...posted });
		return outcome.ok
			? { saved: true }
			: fail(statusOf(outcome.refusal), { ...outcome, content: posted.content });
	},
	/** Submits and opens what comes next for the reviewer. */
	submit: async (event) => {
		const { locals, params } = event;
		const posted = await readPosted(event);
		if (!posted) return fail(422, { refusal: 'malformed' });
		const outcome = await submitReview(locals, { recordingId: params.id, ...posted });
		if (!outcome.ok)
			return fail(statusOf(outcome.refusal), { ...outcome, content: posted.content });
		redirect(303, await pathAfterReview(locals, { ...outcome.value, recordingId: params.id }));
	}
};
