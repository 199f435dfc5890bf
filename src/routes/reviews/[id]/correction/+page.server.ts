import { error, fail, redirect } from '@sveltejs/kit';
import { postedReview } from '#lib/reviews/posted.ts';
import { correctionBench } from '#lib/reviews/server/correction-page.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { refusalText } from '#lib/reviews/ui/refusal-text.ts';
import { refuseAnother, statusOf } from '../../../recordings/[id]/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { bench, later } = await opened(event);
	// What was typed into a page that came too late is shown again with the reason.
	if (later && event.request.method === 'GET') {
		const facts = { by: later.by, at: later.at.toISOString() };
		const sentence = refusalText('revised', facts, event.locals.zone);
		error(409, { message: 'revised', sentence });
	}
	return { bench };
};

export const actions: Actions = {
	/** Makes the further revision and opens it. */
	submit: async (event) => {
		const { locals, params, request } = event;
		const data = await request.formData();
		refuseAnother(data, locals);
		const given = data.get('reason');
		const reason = typeof given === 'string' ? given : '';
		const { bench } = await opened(event);
		const content = postedReview(bench.form, data)?.content;
		if (!content) return fail(422, { refusal: 'malformed', reason });
		const correction = { content, reason, cause: 'correction' as const };
		const outcome = await correctReview(locals, { reviewId: params.id, ...correction });
		if (outcome.ok) redirect(303, `/reviews/${outcome.value.reviewId}`);
		return fail(statusOf(outcome.refusal), { ...outcome, content, reason });
	}
};

async function opened({ locals, params }: { locals: App.Locals; params: { id: string } }) {
	const outcome = await correctionBench(locals, params.id);
	if (outcome.ok) return outcome.value;
	if (outcome.refusal === 'not-found') error(404, 'review-not-found');
	error(403, 'correction-not-allowed');
}
