import { error, redirect } from '@sveltejs/kit';
import { caseTyped } from '#lib/accountability/case-forms.ts';
import { escalateCase } from '#lib/accountability/server/case-steps.ts';
import { casePageData } from '#lib/accountability/server/queries.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { can } from '#lib/people/permissions.ts';
import { answered, found, ticked, unread } from '../../../follow-up-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = found(await casePageData(locals, params.id));
	if (can(locals.actor, 'case.handle', data.found) !== 'allowed') error(403, 'forbidden');
	if (!data.open.includes('escalated')) error(409, 'wrong-state');
	const { id, year, number, measures } = data.found;
	const month = monthOfDay(businessDay(locals.now, locals.zone));
	return { id, year, number, measures, month };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await request.formData();
		const [kept, chosen] = [keptFields(form), ticked(form, 'measure')];
		const input = caseTyped(kept, chosen);
		if (!input) return unread(kept, chosen);
		const { month, facts, deadlineDay, measures } = input;
		const further = { caseId: params.id, month, facts, deadlineDay, measures };
		const outcome = await escalateCase(locals, further);
		if (!outcome.ok) return answered(outcome, kept, chosen);
		redirect(303, `/cases/${outcome.value.caseId}`);
	}
};
