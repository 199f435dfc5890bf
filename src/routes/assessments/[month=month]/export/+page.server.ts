import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { exportPage } from '#lib/reports/server/export-page.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'assessment.export'))) error(404, 'not-found');

	return exportPage(locals, parseMonth(params.month)!);
};
