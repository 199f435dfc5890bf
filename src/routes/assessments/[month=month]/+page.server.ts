import { error, redirect } from '@sveltejs/kit';
import { monthPage } from '#lib/assessments/server/assess-page.ts';
import { seesOnlySelf } from '#lib/assessments/server/month-pages.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'assessment.read'))) error(404, 'not-found');
	if (seesOnlySelf(locals)) redirect(303, `/assessments/${params.month}/${locals.actor.id}`);

	return monthPage(locals, parseMonth(params.month)!, url.searchParams.get('order') === 'score');
};
