import { error } from '@sveltejs/kit';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { decisionInput } from '#lib/custody/hold-forms.ts';
import { decideInCustody } from '#lib/custody/server/joint-acts.ts';
import { jointPage } from '#lib/custody/server/joint-page.ts';
import { answerCustody } from '../../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await jointPage(locals, params.id);
	if (!page) error(404, 'recording-not-found');
	return { page, stepUp: await stepUpNeed(locals) };
};

export const actions: Actions = {
	default: ({ locals, params, request }) =>
		answerCustody(request, { schema: decisionInput, form: 'decide' }, (input) => {
			const { outcome, reason } = input;
			const proof = { handle: locals.sessionHandle, ...stepUpOf(input) };
			return decideInCustody(locals, { requestId: params.id, outcome, reason, proof });
		})
};
