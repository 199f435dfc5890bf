import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import { choiceInput, placeInput } from '#lib/rubric/choice.ts';
import { choicePage } from '#lib/rubric/server/choice-page.ts';
import { chooseRubric } from '#lib/rubric/server/choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (!may(locals.actor, 'rubric.read')) error(403, 'forbidden');
	const asked = v.safeParse(placeInput, Object.fromEntries(url.searchParams));
	return choicePage(locals, asked.success ? asked.output : undefined);
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'rubric.choose')) error(403, 'forbidden');
		const kept = keptFields(await request.formData());
		const input = v.safeParse(choiceInput, kept);
		if (!input.success) return fail(422, { refusal: 'invalid', kept } as const);
		const outcome = await chooseRubric(locals, input.output);
		if (outcome.ok) redirect(303, '/rubrics/choices');
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(409, { refusal: outcome.refusal, kept });
	}
};
