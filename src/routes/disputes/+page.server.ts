import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { disputeDesk } from '#lib/reviews/server/dispute-desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'dispute.read'))) error(403, 'disputes-not-allowed');
	return { desk: await disputeDesk(locals, url.searchParams) };
};
