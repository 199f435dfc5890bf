import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { asTyped, sourceSettings } from '#lib/ingest/source-settings.ts';
import { sourceById } from '#lib/ingest/server/source-pages.ts';
import { changeSource } from '#lib/ingest/server/sources.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!may(locals.actor, 'source.read')) error(404, 'not-found');
	const found = await sourceById(locals.db.read, params.id);
	if (!found) error(404, 'not-found');
	if (!may(locals.actor, 'source.manage')) error(403, 'forbidden');
	return { source: asTyped(found.source) };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		if (!may(locals.actor, 'source.manage')) error(403, 'forbidden');
		const found = await sourceById(locals.db.read, params.id);
		if (!found) error(404, 'not-found');
		const given = { ...Object.fromEntries(await request.formData()), name: found.source.name };
		const input = v.safeParse(sourceSettings, given);
		if (!input.success)
			return fail(422, { given, issues: v.flatten<typeof sourceSettings>(input.issues).nested });
		const outcome = await changeSource(locals, params.id, input.output);
		if (!outcome.ok && outcome.refusal !== 'already-so')
			return fail(409, { given, refusal: outcome.refusal });
		redirect(303, `/sources/${params.id}`);
	}
};
