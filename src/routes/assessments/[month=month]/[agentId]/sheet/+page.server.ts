import { error } from '@sveltejs/kit';
import { sheetPage } from '#lib/assessments/server/sheet-page.ts';
import { signMonth } from '#lib/assessments/server/signatures.ts';
import { noteTalk } from '#lib/assessments/server/talks.ts';
import { signatureInput, talkInput } from '#lib/assessments/sheet-forms.ts';
import { readTime } from '#lib/people/import-row.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import { answerClose } from '../../close/answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await sheetPage(locals, parseMonth(params.month)!, params.agentId);
	if (!page) error(404, 'not-found');
	return page;
};

export const actions: Actions = {
	talk: ({ locals, params, request }) =>
		answerClose(request, { schema: talkInput, form: 'talk' }, async ({ talkedAt, words }) => {
			const at = readTime(talkedAt, locals.zone);
			if (!at.ok) return at;
			const of = { agentId: params.agentId, month: parseMonth(params.month)! };
			return noteTalk(locals, { ...of, talkedAt: at.value!, words });
		}),
	signature: ({ locals, params, request }) =>
		answerClose(request, { schema: signatureInput, form: 'signature' }, (typed) =>
			signMonth(locals, {
				agentId: params.agentId,
				month: parseMonth(params.month)!,
				...typed
			})
		)
};
