import { error } from '@sveltejs/kit';
import { findingFilter } from '#lib/coaching/finding-period.ts';
import { actionPage, findingsOf } from '#lib/coaching/server/improvement-pages.ts';
import { itemNames } from '#lib/coaching/server/item-names.ts';
import { parseActionFilter } from '#lib/coaching/task-filter.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
	const { actor, db, now, zone } = locals;
	const scope = scopeOf(actor, 'improvement.read');
	if (isEmptyScope(scope)) error(403, 'forbidden');
	const teams = (await allTeams(db.read)).filter(
		({ id, departmentId }) =>
			scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId)
	);
	const period = findingFilter(searchParams, businessDay(now, zone));
	const team = teams.find(({ id }) => id === period.team)?.id;
	const filter = parseActionFilter(searchParams);
	const after = parseCursor(searchParams.get('before'));
	const { rows, next } = await actionPage(locals, { filter, after });
	const search = searchOf({ ...period, team, ...filter });
	const names = await itemNames(db.read);
	const findings = await findingsOf(locals, period, team);
	const named = ({ rubricKey, itemKey }: { rubricKey: string; itemKey: string }) =>
		names[`${rubricKey}:${itemKey}`];
	return {
		findings: findings.map((finding) => ({ ...finding, words: named(finding) })),
		actions: rows.map((row) => ({ ...row, words: named(row) })),
		period: { from: period.from, to: period.to, team },
		typed: Object.fromEntries(search),
		teams: teams.map(({ id, name }) => ({ id, name })),
		narrowed: Object.values(filter).some((value) => value !== undefined),
		mayManage: !isEmptyScope({ ...scopeOf(actor, 'improvement.manage'), agentId: null }),
		...pageLinks('/improvements', search, { after, next })
	};
};
