import { error, fail } from '@sveltejs/kit';
import { concealmentPageData } from '#lib/reviews/server/concealment-page.ts';
import { ruleConcealment } from '#lib/reviews/server/rule-concealment.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = await concealmentPageData(locals, params.id);
	if (!data) error(404, 'concealment-not-found');
	return data;
};

export const actions: Actions = {
	ruling: async ({ locals, params, request }) => {
		const data = await request.formData();
		const [decision, words] = [data.get('decision'), data.get('reason')];
		const reason = typeof words === 'string' ? words.replaceAll('\u0000', '') : '';
		if (decision !== 'concealed' && decision !== 'not-concealed')
			return fail(422, { refusal: 'choice', reason, decision: '' });
		const concealed = decision === 'concealed';
		const ruling = { concealmentId: params.id, concealed, reason };
		const outcome = await ruleConcealment(locals, ruling);
		if (outcome.ok) return { ruled: true };
		if (outcome.refusal === 'not-found') error(404, 'concealment-not-found');
		if (outcome.refusal === 'not-allowed') error(403, 'concealment-not-allowed');
		const status = outcome.refusal === 'reason-too-short' ? 422 : 409;
		return fail(status, { refusal: outcome.refusal, facts: outcome.facts, reason, decision });
	}
};
