import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!may(locals.actor, 'rubric.read')) error(403, 'forbidden');

	const published = await publishedRubrics(locals.db.read);
	return {
		rows: published.map(({ rubricId, version, form, publishedAt }) => ({
			rubricId,
			version,
			publishedAt,
			title: form.title,
			callKind: form.callKind,
			sections: form.sections.length,
			items: itemsOf(form).length,
			passMark: form.passMark ?? null
		}))
	};
};
