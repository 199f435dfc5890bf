import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { formFile } from '#lib/rubric/exchange.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import type { RequestHandler } from './$types';

/** A published version as a file, the newest unless `version` is given. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	if (!may(locals.actor, 'rubric.read')) error(403, 'forbidden');
	const asked = url.searchParams.get('version') ?? '';
	const wanted = /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
	const rubric = await publishedRubric(locals.db.read, params.id, wanted);
	if (!rubric) error(404, 'rubric-not-found');
	const { key, version, form } = rubric;
	return new Response(formFile(form), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="rubric-${key}-${version}.json"`
		}
	});
};
