import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { attachment } from '#lib/reports/disposition.ts';
import { isWhole, monthFileNames, type AskedFile } from '#lib/reports/month-file.ts';
import { monthFile } from '#lib/reports/server/month-file.ts';
import { answersFile, wholeFile, type SentFile } from '#lib/reports/server/sent-file.ts';
import { rowsContent, wholeContent } from '#lib/reports/ui/month-content.ts';
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { RequestHandler } from './$types';

/** A file of the month, in the reader's language; of one agent's sheet when `agent` names one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const month = parseMonth(params.month)!;
	const file = oneOf(monthFileNames, params.file);
	if (!file || isEmptyScope(scopeOf(locals.actor, 'assessment.export'))) error(404, 'not-found');
	const agentId = file === 'sheets.pdf' ? wordIn(url.searchParams.get('agent')) : undefined;
	const { name, type, body } = await sent(locals, { month, file, agentId });
	return new Response(body, {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': attachment(name),
			'content-type': type
		}
	});
};

async function sent(locals: App.Locals, asked: AskedFile): Promise<SentFile> {
	if (!isWhole(asked)) return answersFile(locals, asked, rowsContent(asked));
	const filed = await monthFile(locals, asked.month, asked);
	return filed ? wholeFile(locals, asked, wholeContent(asked, filed)) : error(404, 'not-found');
}
