import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { parseReportFilter, reportSearch } from '#lib/reviews/call-report-filter.ts';
import { reportPage } from '#lib/reviews/server/call-reports-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const scope = scopeOf(actor, 'review.read');
	if (isEmptyScope(scope)) error(403, 'reports-not-allowed');
	const filter = parseReportFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await reportPage(locals, { filter, after });
	const search = reportSearch(filter);
	const seen = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	return {
		rows,
		typed: Object.fromEntries(search),
		teams: (await allTeams(db.read)).filter(seen).map(({ id, name }) => ({ id, name })),
		...pageLinks('/yesterday/reports', search, { after, next })
	};
};
