import { error } from '@sveltejs/kit';
import { taskPage } from '#lib/coaching/server/queries.ts';
import { parseTaskFilter } from '#lib/coaching/task-filter.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const scope = scopeOf(actor, 'coaching.read');
	if (isEmptyScope(scope)) error(403, 'forbidden');
	const filter = parseTaskFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await taskPage(locals, { filter, after });
	const search = searchOf(filter);
	const seen = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	return {
		rows: rows.map(({ id, topic, agent, staffNo, team, dueDay, by, state, late }) => ({
			...{ id, topic, agent, staffNo, team, dueDay, by, state, late }
		})),
		typed: Object.fromEntries(search),
		teams: (await allTeams(db.read)).filter(seen).map(({ id, name }) => ({ id, name })),
		ownOnly: !scope.all && scope.teamIds.length + scope.departmentIds.length === 0,
		mayAssign: actor.grants.some(({ role }) => role === 'team-lead' || role === 'department-head'),
		...pageLinks('/coaching', search, { after, next })
	};
};
