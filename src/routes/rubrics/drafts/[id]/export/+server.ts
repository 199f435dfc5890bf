import { formFile } from '#lib/rubric/exchange.ts';
import { draftFor } from '../draft.ts';
import type { RequestHandler } from './$types';

/** The draft as a file, complete or not. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { key, form } = await draftFor(locals, params.id);
	return new Response(formFile(JSON.parse(form)), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="rubric-${key}-draft.json"`
		}
	});
};
