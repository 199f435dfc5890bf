import { error } from '@sveltejs/kit';
import { hasRole, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { filterSearch, parseReviewFilter } from '#lib/reviews/filter.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = locals;
	if (isEmptyScope(scopeOf(actor, 'review.read'))) error(403, 'forbidden');

	const filter = parseReviewFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await reviewPage(locals, { filter, after });
	const search = filterSearch(filter);
	return {
		rows: rows.map(({ id, kind, agent, staffNo, team, reviewer, callStartedAt, ...row }) => ({
			...{ id, kind, agent, staffNo, team, reviewer, callStartedAt },
			submittedAt: row.submittedAt,
			rawTenths: row.rawTenths,
			outcome: row.outcome,
			severe: row.severe,
			acknowledgedAt: row.acknowledgedAt
		})),
		typed: Object.fromEntries(search),
		rules: !isEmptyScope(scopeOf(actor, 'second-review.rule')),
		ownOnly: actor.grants.every(({ role }) => role === 'agent') && hasRole(actor, 'agent'),
		...pageLinks('/reviews', search, { after, next })
	};
};
