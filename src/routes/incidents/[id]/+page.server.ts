import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { stepInput } from '#lib/events/recorder-incident.ts';
import { incidentView } from '#lib/events/server/incident-view.ts';
import { takeStep } from '#lib/events/server/incidents.ts';
import { oneOf } from '#lib/shared/address.ts';
import { refused } from '../../duty-answer.ts';
import { invalid } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const incident = await incidentView(locals, params.id);
	if (!incident) error(404, 'not-found');
	const done = oneOf(['reported', 'joined', 'step'], url.searchParams.get('done'));
	return { incident, done: done ?? null };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const kept = keptFields(await request.formData());
		const input = v.safeParse(stepInput, kept);
		if (!input.success) return invalid(kept);
		const outcome = await takeStep(locals, { incidentId: params.id, ...input.output });
		if (!outcome.ok) return refused(outcome, kept);
		redirect(303, `/incidents/${params.id}?done=step`);
	}
};
