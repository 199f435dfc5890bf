import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { agreementSearch, parseAgreementFilter } from '#lib/reviews/agreement-filter.ts';
import { agreementRows } from '#lib/reviews/server/agreement-page.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'agreement.read')) error(403, 'forbidden');
	const filter = parseAgreementFilter(url.searchParams, businessDay(locals.now, locals.zone));
	const item = url.searchParams.get('item') ?? undefined;
	const reviewers = url.searchParams.getAll('reviewer').filter(isId).slice(0, 2);
	return {
		...(await agreementRows(locals, filter, { item, reviewers })),
		reviewers,
		back: `/agreement?${agreementSearch(filter)}`
	};
};
