import { error } from '@sveltejs/kit';
import { missedPage, missedPeople } from '#lib/duty/server/missed-list.ts';
import { newestPlans, planVersionFacts } from '#lib/duty/server/plan-facts.ts';
import { parseMissedFilter } from '#lib/duty/missed-filter.ts';
import { hasRole, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const scope = scopeOf(actor, 'sampling.read');
	if (isEmptyScope(scope)) error(404, 'not-found');
	const filter = parseMissedFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await missedPage(db.read, locals, { filter, after });
	const search = searchOf(filter);
	const seen = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	const excuses = hasRole(actor, 'department-head');
	return {
		rows: rows.map((row) => ({
			...row,
			excusable: excuses && row.excusedAt === null && row.reviewerId !== actor.id
		})),
		typed: Object.fromEntries(search),
		people: await missedPeople(db.read, actor),
		teams: (await allTeams(db.read)).filter(seen),
		plans: newestPlans(await planVersionFacts(db.read)).map(({ key, rule }) => ({
			key,
			name: rule.name
		})),
		...pageLinks('/sampling/missed', search, { after, next })
	};
};
