import { error, fail, redirect } from '@sveltejs/kit';
import { postedClip } from '#lib/coaching/library.ts';
import { proposeClip } from '#lib/coaching/server/library.ts';
import { proposalPage } from '#lib/coaching/server/library-page.ts';
import { passageIn } from '#lib/recordings/passage.ts';
import { refused } from '../../recordings/[id]/refused.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?recording=ID`, and the passage as `from` and `to`, ms, when one is meant. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const page = await proposalPage(locals, url.searchParams.get('recording') ?? '');
	if (!page.ok) refused(page, locals.zone);
	const { durationMs } = page.value.recording;
	return { ...page.value, passage: passageIn(url.searchParams, durationMs) ?? null };
};

const conflicts: readonly string[] = ['already-proposed', 'not-kept'];

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { content, typed } = postedClip(await request.formData());
		const page = await proposalPage(locals, typed.recording);
		if (!page.ok) refused(page, locals.zone);
		if (!content) return fail(422, { refusal: 'times' as const, typed });
		const outcome = await proposeClip(locals, content);
		if (outcome.ok) redirect(303, `/library/${outcome.value.clipId}`);
		const { refusal } = outcome;
		if (refusal === 'not-found') error(404, 'recording-not-found');
		if (refusal === 'not-allowed') error(403, refusal);
		return fail(conflicts.includes(refusal) ? 409 : 422, { refusal, typed });
	}
};
