import { error, fail, redirect } from '@sveltejs/kit';
import { postedClaims } from '#lib/reviews/dispute-posted.ts';
import { disputeForm } from '#lib/reviews/server/dispute-form.ts';
import { raiseDisputes } from '#lib/reviews/server/dispute-raise.ts';
import { disputeRefusalText } from '#lib/reviews/ui/dispute-text.ts';
import { refuseDispute } from '../../../disputes/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	...(await opened(locals, params.id)),
	/** The criterion whose link was followed. */
	chosen: url.searchParams.getAll('item')
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const data = await request.formData();
		const { lines } = await opened(locals, params.id);
		const { claims, typed, chosen } = postedClaims(
			lines.map(({ item }) => item),
			data
		);
		const outcome = await raiseDisputes(locals, { reviewId: params.id, claims });
		if (outcome.ok) redirect(303, `/disputes/${outcome.value.disputeIds[0]!}`);
		const { refusal, facts } = outcome;
		return fail(refuseDispute(refusal), { refusal, facts, typed, chosen });
	}
};

async function opened(locals: App.Locals, reviewId: string) {
	const outcome = await disputeForm(locals, reviewId);
	if (outcome.ok) return outcome.value;
	refuseDispute(outcome.refusal);
	const sentence = disputeRefusalText(outcome.refusal, outcome.facts, locals.zone);
	error(409, { message: outcome.refusal, sentence });
}
