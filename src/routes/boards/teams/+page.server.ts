import { error } from '@sveltejs/kit';
import { boardScope } from '#lib/reports/server/board.ts';
import { teamTrend } from '#lib/reports/server/team-trend.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const scope = boardScope(locals);
	if (!scope) error(404, 'not-found');

	return {
		trend: await teamTrend(locals, scope),
		oversees: scope.all || scope.departmentIds.length > 0
	};
};
