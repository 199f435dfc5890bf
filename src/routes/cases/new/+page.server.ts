import { error, redirect } from '@sveltejs/kit';
import { caseTyped } from '#lib/accountability/case-forms.ts';
import { parseGrounds } from '#lib/accountability/ground.ts';
import { newCase } from '#lib/accountability/server/new-case.ts';
import { openCase } from '#lib/accountability/server/open-case.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { answered, ticked, unread } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?from=ledger-line:ID,review:ID` fills in what it rests on. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const begin = await newCase(locals, parseGrounds(url.searchParams.get('from')));
	if (!begin) error(403, 'forbidden');
	return begin;
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!(await newCase(locals, []))) error(403, 'forbidden');
		const form = await request.formData();
		const [kept, chosen] = [keptFields(form), ticked(form, 'measure')];
		const input = caseTyped(kept, chosen);
		if (!input) return unread(kept, chosen);
		const outcome = await openCase(locals, input);
		if (!outcome.ok) return answered(outcome, kept, chosen);
		redirect(303, `/cases/${outcome.value.caseId}`);
	}
};
