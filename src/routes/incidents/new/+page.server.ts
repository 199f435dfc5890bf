import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { incidentKinds, recorderIncidentInput } from '#lib/events/recorder-incident.ts';
import { may } from '#lib/people/permissions.ts';
import { answerReport, invalid } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!may(locals.actor, 'incident.report')) error(403, 'forbidden');
	return { kinds: incidentKinds };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const kept = keptFields(await request.formData());
		const input = v.safeParse(recorderIncidentInput, kept);
		if (!input.success) return invalid(kept);
		return answerReport(locals, { ...input.output, recordingId: null }, kept);
	}
};
