import { error, fail } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { can } from '#lib/people/permissions.ts';
import * as v from 'valibot';
import { acknowledgement } from '#lib/reviews/acknowledgement.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { disputesShown } from '#lib/reviews/server/dispute-page.ts';
import { lapsesOf } from '#lib/reviews/server/lapses.ts';
import { myReview } from '#lib/reviews/server/my-review.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = await reviewPageData(locals, params.id);
	if (!data) error(404, 'review-not-found');
	if (data === 'blind') error(409, { message: 'blind', sentence: m.reviews_error_blind() });
	if (data === 'check-open')
		error(409, { message: 'check-open', sentence: m.revisions_error_check_open() });
	const { review, newest, isMine, history } = data;
	const disputes = await disputesShown(locals, review);
	return {
		...data,
		mayCorrect: data.mayCorrect && disputes.every(({ state }) => state !== 'open'),
		disputes,
		mayCoach: can(locals.actor, 'coaching.assign', review) === 'allowed',
		lapses: await lapsesOf(
			locals.db.read,
			history.map(({ id }) => id)
		),
		mine: isMine && !newest ? await myReview(locals, review) : null
	};
};

export const actions: Actions = {
	acknowledgement: async ({ locals, params, request }) => {
		const input = v.safeParse(acknowledgement, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'malformed' });
		const outcome = await acknowledge(locals, params.id, input.output.comment);
		if (outcome.ok) return { acknowledged: true };
		if (outcome.refusal === 'not-found') error(404, 'review-not-found');
		if (outcome.refusal === 'not-allowed') error(403, 'acknowledgement-not-allowed');
		return fail(409, { refusal: outcome.refusal, facts: outcome.facts });
	}
};
