import { error, fail } from '@sveltejs/kit';
import { answerFromText } from '#lib/rubric/answer.ts';
import { claimOf, postedDisputeRuling, textIn, typedClaim } from '#lib/reviews/dispute-posted.ts';
import { replyToDispute, withdrawDispute } from '#lib/reviews/server/dispute-answers.ts';
import { disputeDesk } from '#lib/reviews/server/dispute-desk.ts';
import { disputePageData } from '#lib/reviews/server/dispute-page.ts';
import { appealRuling } from '#lib/reviews/server/dispute-raise.ts';
import { ruleDispute } from '#lib/reviews/server/dispute-rule.ts';
import { refuseDispute } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	page: await opened(locals, params.id),
	desk: await disputeDesk(locals, url.searchParams)
});

export const actions: Actions = {
	ruling: async ({ locals, params, request }) => {
		const { outcome, ...typed } = postedDisputeRuling(await request.formData());
		const back = { ...typed, outcome, at: '' };
		const { item } = await itemOf(locals, params.id, typed.disputeId);
		if (!outcome) return fail(422, { refusal: 'choice', facts: undefined, ...back });
		const answer = answerFromText(item, typed.answer);
		const ruled = await ruleDispute(locals, { ...typed, outcome, answer });
		if (ruled.ok) return { done: 'ruled' as const };
		return fail(refuseDispute(ruled.refusal), { ...ruled, ...back });
	},
	reply: async ({ locals, request }) => {
		const data = await request.formData();
		const [disputeId, words] = [textIn(data, 'dispute'), textIn(data, 'reason')];
		const replied = await replyToDispute(locals, { disputeId, words });
		if (replied.ok) return { done: 'replied' as const };
		return fail(refuseDispute(replied.refusal), { ...replied, disputeId, reason: words });
	},
	withdrawal: async ({ locals, request }) => {
		const disputeId = textIn(await request.formData(), 'dispute');
		const withdrawn = await withdrawDispute(locals, disputeId);
		if (withdrawn.ok) return { done: 'withdrawn' as const };
		return fail(refuseDispute(withdrawn.refusal), { ...withdrawn, disputeId });
	},
	appeal: async ({ locals, params, request }) => {
		const data = await request.formData();
		const [disputeId, typed] = [textIn(data, 'dispute'), typedClaim(data)];
		const { item } = await itemOf(locals, params.id, disputeId);
		const raised = await appealRuling(locals, { disputeId, ...claimOf(item, typed) });
		if (raised.ok) return { done: 'raised' as const };
		return fail(refuseDispute(raised.refusal), { ...raised, disputeId, ...typed });
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
