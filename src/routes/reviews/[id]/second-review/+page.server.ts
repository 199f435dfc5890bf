import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { postedRuling } from '#lib/reviews/posted-ruling.ts';
import type { SecondRuling } from '#lib/reviews/review.ts';
import { pathToNext } from '#lib/reviews/server/after-review.ts';
import { ruleSecondReview } from '#lib/reviews/server/rule-second-review.ts';
import { secondReviewPage } from '#lib/reviews/server/second-review-page.ts';
import { addDays, businessDay, dayText } from '#lib/shared/calendar.ts';
import { statusOf } from '../../../recordings/[id]/refused.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SESSION_DAYS = 7;

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await secondReviewPage(locals, params.id);
	if (page.ok) {
		const due = addDays(businessDay(locals.now, locals.zone), SESSION_DAYS);
		const next = page.value.ruling ? await pathToNext(locals) : null;
		return { ...page.value, deadline: dayText(due), next };
	}
	if (page.refusal === 'not-found') error(404, 'review-not-found');
	if (page.refusal === 'not-allowed') error(403, 'second-review-not-allowed');
	error(409, { message: 'blind', sentence: m.reviews_error_blind() });
};

export const actions: Actions = {
	confirmation: (event) => rule(event, 'confirmed'),
	correction: (event) => rule(event, 'corrected'),
	calibration: (event) => rule(event, 'calibration')
};

async function rule({ locals, params, request }: RequestEvent, ruling: SecondRuling) {
	const posted = postedRuling(await request.formData(), ruling, locals.zone);
	const outcome = await ruleSecondReview(locals, { reviewId: params.id, ...posted });
	if (outcome.ok) {
		// Whoever scores the call once more sees neither review until then.
		const { calibrationId: id } = outcome.value;
		redirect(303, id ? `/calibrations/${id}` : `/reviews/${params.id}/second-review`);
	}
	if (outcome.refusal === 'not-found') error(404, 'review-not-found');
	if (outcome.refusal === 'not-allowed') error(403, 'second-review-not-allowed');
	const { reason, chosen, session } = posted;
	return fail(statusOf(outcome.refusal), {
		...{ ruling, reason, chosen, title: session.title },
		...{ refusal: outcome.refusal, facts: outcome.facts }
	});
}
