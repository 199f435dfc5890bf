import { letterFacts, recordLetter } from '#lib/accountability/server/letter.ts';
import { letterPdf } from '#lib/accountability/server/letter-pdf.ts';
import { letterText } from '#lib/accountability/ui/letter-text.ts';
import { found } from '../../../follow-up-answer.ts';
import type { RequestHandler } from './$types';

/** The letter on paper, in the language that `?locale=` names; Chinese unless it says `en`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const facts = found(await letterFacts(locals, params.id));
	const locale = url.searchParams.get('locale') === 'en' ? 'en' : 'zh-CN';
	const letter = letterText(facts, locale);
	const pdf = await letterPdf(letter);
	await recordLetter(locals, { caseId: params.id, locale });
	const name = `case-${facts.year}-${String(facts.number).padStart(4, '0')}-${locale}.pdf`;
	return new Response(new Uint8Array(pdf), {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename="${name}"`,
			'content-type': 'application/pdf'
		}
	});
};
