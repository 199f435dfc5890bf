import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { ratingInput, type RatingKind } from '#lib/assessments/rating.ts';
import { ratingsPage } from '#lib/assessments/server/ratings-page.ts';
import { giveRating } from '#lib/assessments/server/ratings.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { isEmptyScope, may, scopeOf } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, ...locals }, params }) => {
	const reads = !isEmptyScope(scopeOf(actor, 'assessment.read'));
	if (!reads && !may(actor, 'peer-rating.give')) error(404, 'not-found');
	const month = parseMonth(params.month)!;
	return { month, ...(await ratingsPage({ actor, ...locals }, month)) };
};

export const actions: Actions = {
	lead: (event) => give(event, 'lead'),
	peer: (event) => give(event, 'peer')
};

async function give({ locals, params, request }: RequestEvent, kind: RatingKind) {
	const kept = keptFields(await request.formData());
	const input = v.safeParse(ratingInput, kept);
	if (!input.success) return fail(422, { refusal: 'invalid', kind, kept } as const);
	const month = parseMonth(params.month)!;
	const outcome = await giveRating(locals, { month, kind, ...input.output });
	if (outcome.ok)
		redirect(303, `/assessments/${params.month}/ratings?saved=1#${kind}-${input.output.agentId}`);
	const { refusal } = outcome;
	if (refusal === 'not-found') error(404, 'not-found');
	if (refusal === 'not-allowed' || refusal === 'own') error(403, 'forbidden');
	return fail(refusal === 'words-too-short' ? 422 : 409, { refusal, kind, kept });
}
