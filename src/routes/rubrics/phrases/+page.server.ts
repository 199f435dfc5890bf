import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import { companyInput, phraseInput } from '#lib/rubric/phrase.ts';
import { setCompany, setPhrase } from '#lib/rubric/server/phrase-commands.ts';
import { phrasePage } from '#lib/rubric/server/phrase-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (!may(locals.actor, 'rubric.read')) error(403, 'forbidden');
	const search = url.searchParams;
	return phrasePage(locals, {
		kind: search.get('kind'),
		day: search.get('day'),
		item: search.get('item')
	});
};

export const actions: Actions = {
	phrase: async ({ locals, request }) => {
		if (!may(locals.actor, 'phrase.manage')) error(403, 'forbidden');
		const kept = keptFields(await request.formData());
		const input = v.safeParse(phraseInput, kept);
		if (!input.success) return fail(422, { refusal: 'invalid', facts: {}, kept } as const);
		const outcome = await setPhrase(locals, input.output);
		if (outcome.ok) redirect(303, `/rubrics/phrases?kind=${input.output.callKind}`);
		const { refusal, facts = {} } = outcome;
		if (refusal === 'not-allowed') error(403, 'forbidden');
		return fail(refusal === 'unchanged' ? 409 : 422, { refusal, facts, kept });
	},
	company: async ({ locals, request }) => {
		if (!may(locals.actor, 'phrase.manage')) error(403, 'forbidden');
		const kept = keptFields(await request.formData());
		const input = v.safeParse(companyInput, kept);
		if (!input.success) return fail(422, { company: 'invalid', kept } as const);
		const { en, zh } = input.output;
		const outcome = await setCompany(locals, { en, 'zh-CN': zh });
		if (outcome.ok) redirect(303, '/rubrics/phrases');
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(409, { company: outcome.refusal, kept });
	}
};
