import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!may(locals.actor, 'rubric.read')) error(403, 'forbidden');

	const asked = url.searchParams.get('version');
	const version = asked && /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
	const rubric = await publishedRubric(locals.db.read, params.id, version);
	if (!rubric) error(404, 'rubric-not-found');
	return { rubric };
};
