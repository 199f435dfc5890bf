import { error, fail } from '@sveltejs/kit';
import { parseAmount } from '#lib/assessments/adjustment.ts';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { enterPayBase } from '#lib/assessments/server/pay-base.ts';
import { ledgerKinds } from '#lib/ledger/entry.ts';
import { oneOf } from '#lib/shared/address.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const month = parseMonth(params.month)!;
	const kind = oneOf(ledgerKinds, url.searchParams.get('kind'));
	const page = await agentMonthPage(locals, month, params.agentId, kind);
	if (!page) error(404, 'not-found');

	return { month, kind: kind ?? null, ...page };
};

export const actions: Actions = {
	payBase: async ({ locals, params, request }) => {
		const typed = (await request.formData()).get('amount');
		const amount = typeof typed === 'string' ? typed.slice(0, 40) : '';
		const amountFen = parseAmount(amount);
		const { agentId } = params;
		const given = { agentId, month: parseMonth(params.month)!, amountFen };
		const outcome = await enterPayBase(locals, given);
		if (outcome.ok) return { saved: true };
		if (outcome.refusal === 'not-found') error(404, 'not-found');
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		const status = outcome.refusal === 'amount-invalid' ? 422 : 409;
		return fail(status, { refusal: outcome.refusal, amount });
	}
};
