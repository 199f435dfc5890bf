import { error, redirect } from '@sveltejs/kit';
import { monthTable, seesOnlySelf } from '#lib/assessments/server/month-pages.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'assessment.read'))) error(404, 'not-found');
	if (seesOnlySelf(locals)) redirect(303, `/assessments/${params.month}/${locals.actor.id}`);

	const month = parseMonth(params.month)!;
	const { agents, teams, penaltyTable } = await monthTable(locals, month);
	return { month, agents, teams, tableVersion: penaltyTable.version };
};
