import { error } from '@sveltejs/kit';
import { caseSearch, parseCaseFilter } from '#lib/accountability/case-filter.ts';
import { casePage } from '#lib/accountability/server/queries.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const scope = scopeOf(locals.actor, 'case.read');
	if (isEmptyScope(scope)) error(403, 'forbidden');
	const filter = parseCaseFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await casePage(locals, { filter, after });
	const search = caseSearch(filter);
	return {
		rows: rows.map(({ id, year, number, person, staffNo, deadlineDay, state, ...row }) => ({
			...{ id, year, number, person, staffNo, deadlineDay, state },
			...{ at: row.at, overdue: row.overdue, team: row.team },
			measures: row.measures.map(({ measure }) => measure)
		})),
		typed: Object.fromEntries(search),
		ownOnly: !scope.all && scope.teamIds.length + scope.departmentIds.length === 0,
		mayOpen: !isEmptyScope({ ...scopeOf(locals.actor, 'case.open'), agentId: null }),
		...pageLinks('/cases', search, { after, next })
	};
};
