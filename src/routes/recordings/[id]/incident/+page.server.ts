import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { incidentKinds, recordingIncidentInput } from '#lib/events/recorder-incident.ts';
import { can, may } from '#lib/people/permissions.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { oneOf } from '#lib/shared/address.ts';
import { answerReport, invalid } from '../../../incidents/answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const recording = await audible(locals, params.id);
	if (!recording || can(locals.actor, 'recording.list', recording) === 'hidden')
		error(404, 'recording-not-found');
	if (!may(locals.actor, 'incident.report')) error(403, 'forbidden');
	return {
		id: recording.id,
		kinds: incidentKinds,
		kind: oneOf(incidentKinds, url.searchParams.get('kind')) ?? 'bad-sound',
		fault: url.searchParams.get('fault')
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const kept = keptFields(await request.formData());
		const input = v.safeParse(recordingIncidentInput, kept);
		if (!input.success) return invalid(kept);
		return answerReport(locals, { ...input.output, recordingId: params.id }, kept);
	}
};
