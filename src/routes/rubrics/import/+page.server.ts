import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { readFormFile } from '#lib/rubric/exchange.ts';
import type { FormFault } from '#lib/rubric/faults.ts';
import { LARGEST_FORM } from '#lib/rubric/rubric-draft.ts';
import { importDraft } from '#lib/rubric/server/import-draft.ts';
import { statusOf, textIn } from '../drafts/[id]/draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!may(locals.actor, 'rubric.edit')) error(403, 'forbidden');
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'rubric.edit')) error(403, 'forbidden');
		const data = await request.formData();
		const key = textIn(data, 'key').trim();
		const file = data.get('file');
		if (!(file instanceof File) || file.size === 0) return fail(422, refused('file-missing', key));
		if (file.size > LARGEST_FORM) return fail(422, refused('too-large', key));
		const read = readFormFile(await file.text());
		if (!read.ok) return fail(422, refused(read.fault, key, read.faults));
		const outcome = await importDraft(locals, { key, form: read.form, note: '' });
		if (outcome.ok) redirect(303, `/rubrics/drafts/${outcome.value.draftId}`);
		return fail(statusOf(outcome.refusal), refused(outcome.refusal, key));
	}
};

const MOST_FAULTS = 200;

const refused = (refusal: string, key: string, faults: FormFault[] = []) => ({
	refusal,
	key,
	faults: faults.slice(0, MOST_FAULTS)
});
