import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { disputeSearch, parseDisputeFilter } from '#lib/reviews/dispute-filter.ts';
import { teamsOfDisputes } from '#lib/reviews/server/dispute-desk.ts';
import { disputeStatistics } from '#lib/reviews/server/dispute-statistics.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'dispute.read'))) error(403, 'disputes-not-allowed');
	const { month, team } = parseDisputeFilter(url.searchParams);
	return {
		statistics: await disputeStatistics(locals, { month, team }),
		teams: await teamsOfDisputes(locals),
		typed: Object.fromEntries(disputeSearch({ month, team }))
	};
};
