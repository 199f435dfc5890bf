import { error } from '@sveltejs/kit';
import { adjustmentSearch, parseAdjustmentFilter } from '#lib/assessments/adjustment-filter.ts';
import { proposeAdjustment, ruleAdjustment } from '#lib/assessments/server/adjustments.ts';
import { adjustmentPage, proposable } from '#lib/assessments/server/adjustments-page.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { proposalIn, rulingIn } from '#lib/assessments/adjustment-form.ts';
import { answered } from './answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'assessment.read'))) error(404, 'not-found');
	const filter = parseAdjustmentFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await adjustmentPage(locals, { filter, after });
	const search = adjustmentSearch(filter);
	return {
		rows,
		typed: Object.fromEntries(search),
		...(await proposable(locals)),
		...pageLinks('/assessments/adjustments', search, { after, next })
	};
};

export const actions: Actions = {
	proposal: async ({ locals, request }) => {
		const { kept, proposal } = proposalIn(await request.formData());
		return answered('proposal', kept, proposal && (await proposeAdjustment(locals, proposal)));
	},
	decision: async ({ locals, request }) => {
		const { kept, ruling } = rulingIn(await request.formData());
		return answered('decision', kept, ruling && (await ruleAdjustment(locals, ruling)));
	}
};
