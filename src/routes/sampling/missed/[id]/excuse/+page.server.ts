import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { excuseDuty, mayExcuse } from '#lib/duty/server/excuse.ts';
import { missedDutyById } from '#lib/duty/server/missed-list.ts';
import { excuseInput, keptFields } from '#lib/duty/task-forms.ts';
import { refused, type Answered } from '../../../../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const duty = await missedDutyById(locals.db.read, locals.actor, params.id);
	if (!duty) error(404, 'not-found');
	// An excuse that was made may be read by whoever sees the duty.
	const excuses = mayExcuse(locals.actor, duty);
	if (!excuses && !duty.excusedAt) error(403, 'forbidden');
	return { duty };
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const kept = keptFields(await request.formData());
		const input = v.safeParse(excuseInput, kept);
		if (!input.success) return fail<Answered>(422, { refusal: 'invalid', kept });
		const outcome = await excuseDuty(locals, { missedDutyId: params.id, ...input.output });
		if (!outcome.ok) return refused(outcome, kept);
		redirect(303, url.pathname);
	}
};
