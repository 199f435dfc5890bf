import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { postedScheme, schemePublishing } from '#lib/assessments/scheme-form.ts';
import { publishScheme, schemePage } from '#lib/assessments/server/schemes.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'scheme.read')) error(403, 'forbidden');
	const page = await schemePage(locals);
	const asked = Number(url.searchParams.get('version'));
	return { ...page, shown: page.versions.find(({ version }) => version === asked) ?? page.inForce };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'scheme.manage')) error(403, 'forbidden');
		const form = await request.formData();
		const kept = keptFields(form);
		const content = postedScheme(form);
		const input = v.safeParse(schemePublishing, kept);
		if (!input.success) return fail(422, { refusal: 'invalid', kept, content });
		const { month: effectiveFrom, reason, version: basedOn } = input.output;
		const outcome = await publishScheme(locals, { content, effectiveFrom, reason, basedOn });
		if (outcome.ok) redirect(303, `/assessments/scheme?version=${outcome.value.version}`);
		const { refusal } = outcome;
		if (refusal === 'not-allowed') error(403, 'forbidden');
		const typed = refusal === 'invalid' || refusal === 'reason-too-short';
		return fail(typed ? 422 : 409, { refusal, kept, content });
	}
};
