import { error, fail } from '@sveltejs/kit';
import { answerFromText } from '#lib/rubric/answer.ts';
import * as posted from '#lib/reviews/dispute-posted.ts';
import { replyToDispute, withdrawDispute } from '#lib/reviews/server/dispute-answers.ts';
import { disputeDesk } from '#lib/reviews/server/dispute-desk.ts';
import { disputePageData } from '#lib/reviews/server/dispute-page.ts';
import { appealRuling } from '#lib/reviews/server/dispute-raise.ts';
import { ruleDispute } from '#lib/reviews/server/dispute-rule.ts';
import { answered } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	page: await opened(locals, params.id),
	desk: await disputeDesk(locals, url.searchParams)
});

export const actions: Actions = {
	ruling: async ({ locals, params, request }) => {
		const { outcome, ...typed } = posted.postedDisputeRuling(await request.formData(), params.id);
		const { item } = await itemOf(locals, params.id, typed.disputeId);
		if (!outcome) return fail(422, { refusal: 'choice', facts: undefined, ...typed });
		const answer = answerFromText(item, typed.answer);
		const ruled = await ruleDispute(locals, { ...typed, outcome, answer });
		return answered(ruled, 'ruled', { ...typed, outcome });
	},
	reply: async ({ locals, params, request }) => {
		const data = await request.formData();
		const [disputeId, reason] = [posted.disputeIn(data, params.id), posted.textIn(data, 'reason')];
		const replied = await replyToDispute(locals, { disputeId, words: reason });
		return answered(replied, 'replied', { disputeId, reason });
	},
	withdrawal: async ({ locals, params, request }) => {
		const disputeId = posted.disputeIn(await request.formData(), params.id);
		return answered(await withdrawDispute(locals, disputeId), 'withdrawn', { disputeId });
	},
	appeal: async ({ locals, params, request }) => {
		const data = await request.formData();
		const [disputeId, typed] = [posted.disputeIn(data, params.id), posted.typedClaim(data)];
		const { item } = await itemOf(locals, params.id, disputeId);
		const raised = await appealRuling(locals, { disputeId, ...posted.claimOf(item, typed) });
		return answered(raised, 'raised', { disputeId, ...typed });
	}
};

async function opened(locals: App.Locals, disputeId: string) {
	return (await disputePageData(locals, disputeId)) ?? error(404, 'dispute-not-found');
}

/** The line of the page that a form of it is about. */
async function itemOf(locals: App.Locals, pageId: string, disputeId: string) {
	const { items } = await opened(locals, pageId);
	return items.find(({ id }) => id === disputeId) ?? error(404, 'dispute-not-found');
}
