import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { concealmentSearch, parseConcealmentFilter } from '#lib/reviews/concealment.ts';
import { concealmentPage } from '#lib/reviews/server/concealments.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const scope = scopeOf(actor, 'concealment.read');
	if (isEmptyScope(scope)) error(403, 'concealments-not-allowed');
	const filter = parseConcealmentFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await concealmentPage(locals, { filter, after });
	const search = concealmentSearch(filter);
	const seen = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	return {
		rows: rows.map(({ id, at, agent, staffNo, team, callStartedAt, reviewer, state, ...row }) => ({
			...{ id, at, agent, staffNo, team, callStartedAt, reviewer, state },
			found: row.itemKeys.length
		})),
		typed: Object.fromEntries(search),
		teams: (await allTeams(db.read)).filter(seen).map(({ id, name }) => ({ id, name })),
		...pageLinks('/concealments', search, { after, next })
	};
};
