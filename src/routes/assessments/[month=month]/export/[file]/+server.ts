import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { attachment } from '#lib/reports/disposition.ts';
import { monthFileNames } from '#lib/reports/month-file.ts';
import { monthFile } from '#lib/reports/server/month-file.ts';
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { RequestHandler } from './$types';
import { answersFile, isWhole, wholeFile } from './files.ts';

/** A file of the month; of one agent's sheet when `agent` names one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const month = parseMonth(params.month)!;
	const name = oneOf(monthFileNames, params.file);
	if (!name || isEmptyScope(scopeOf(locals.actor, 'assessment.export'))) error(404, 'not-found');
	const agentId = name === 'sheets.pdf' ? wordIn(url.searchParams.get('agent')) : undefined;
	const file = isWhole(name) ? await monthFile(locals, month, agentId) : undefined;
	if (isWhole(name) && !file) error(404, 'not-found');
	const sent =
		isWhole(name) && file
			? await wholeFile(locals, name, { file, agentId })
			: await answersFile(locals, name, month);

	return new Response(sent.body, {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': attachment(sent.name),
			'content-type': sent.type
		}
	});
};
