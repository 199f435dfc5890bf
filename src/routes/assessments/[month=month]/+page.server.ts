import { error, redirect } from '@sveltejs/kit';
import { monthPage } from '#lib/assessments/server/assess-page.ts';
import { seesOnlySelf } from '#lib/assessments/server/month-pages.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'assessment.read'))) error(404, 'not-found');
	if (seesOnlySelf(locals)) redirect(303, `/assessments/${params.month}/${locals.actor.id}`);

	const byScore = url.searchParams.get('order') === 'score';
	const board = scopeOf(locals.actor, 'board.read');
	return {
		...(await monthPage(locals, parseMonth(params.month)!, byScore)),
		confirms: !isEmptyScope(scopeOf(locals.actor, 'severe-item.confirm')),
		/** Sees whole departments: their closing too. */
		closes: board.all || board.departmentIds.length > 0
	};
};
