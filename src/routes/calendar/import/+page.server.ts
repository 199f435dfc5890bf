import { error, fail, redirect } from '@sveltejs/kit';
import { importCalendar, previewCalendar } from '#lib/calendar/server/import.ts';
import { unpackFile, uploadedFile } from '#lib/calendar/server/packed-file.ts';
import { may } from '#lib/people/permissions.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { choiceOf, previewOf, seenAt, textOf } from './choice.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
};

export const actions: Actions = {
	preview: async ({ locals, request }) => {
		if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
		const form = await request.formData();
		const choice = choiceOf(form);
		const file = await uploadedFile(form);
		if (!file.ok) return fail(422, { choice, refusal: file.refusal, facts: file.facts });
		const outcome = await previewCalendar(locals, file.value, choice);
		if (outcome.ok) return { choice, preview: previewOf(outcome.value, file.value) };
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(422, { choice, refusal: outcome.refusal, facts: outcome.facts });
	},
	/** Does what the preview showed; when the calendar has moved meanwhile, shows it anew. */
	import: async ({ locals, request }) => {
		if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
		const form = await request.formData();
		const choice = choiceOf(form);
		const bytes = unpackFile(textOf(form, 'packed'));
		if (!bytes) return fail(422, { choice, refusal: 'file-missing' });
		const fingerprint = textOf(form, 'fingerprint');
		const outcome = await importCalendar(locals, bytes, { ...choice, fingerprint });
		const today = businessDay(locals.now, locals.zone);
		if (outcome.ok) redirect(303, `/calendar?${new URLSearchParams(seenAt(outcome.value, today))}`);
		const { refusal, facts } = outcome;
		if (refusal === 'not-allowed') error(403, 'forbidden');
		const again =
			refusal === 'preview-outdated' ? await previewCalendar(locals, bytes, choice) : outcome;
		const preview = again.ok ? previewOf(again.value, bytes) : undefined;
		return fail(409, { choice, refusal, facts, preview });
	}
};
