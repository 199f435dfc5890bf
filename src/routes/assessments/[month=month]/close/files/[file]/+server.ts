import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { attachment } from '#lib/reports/disposition.ts';
import { wholeFileNames } from '#lib/reports/month-file.ts';
import { keptFile } from '#lib/reports/server/keep-files.ts';
import { oneOf } from '#lib/shared/address.ts';
import type { RequestHandler } from './$types';

/** A file of a closed month as it was made then; `lock` names the closing. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const file = oneOf(wholeFileNames, params.file);
	if (!file || isEmptyScope(scopeOf(locals.actor, 'assessment.export'))) error(404, 'not-found');
	const outcome = await keptFile(locals, { lockId: url.searchParams.get('lock') ?? '', file });
	if (!outcome.ok) error(outcome.refusal === 'withheld' ? 409 : 404, outcome.refusal);
	const { name, type, body } = outcome.value;
	return new Response(body, {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': attachment(name),
			'content-type': type
		}
	});
};
