import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { sourceSettings } from '#lib/ingest/source-settings.ts';
import { createSource } from '#lib/ingest/server/sources.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!may(locals.actor, 'source.read')) error(403, 'forbidden');
	if (!may(locals.actor, 'source.manage')) error(403, 'forbidden');
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'source.manage')) error(403, 'forbidden');
		const given = Object.fromEntries(await request.formData());
		const input = v.safeParse(sourceSettings, given);
		if (!input.success)
			return fail(422, { given, issues: v.flatten<typeof sourceSettings>(input.issues).nested });
		const outcome = await createSource(locals, input.output);
		if (!outcome.ok) return fail(409, { given, refusal: outcome.refusal });
		redirect(303, `/sources/${outcome.value.id}`);
	}
};
