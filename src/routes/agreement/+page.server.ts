import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { agreementSearch, parseAgreementFilter } from '#lib/reviews/agreement-filter.ts';
import { agreementPage } from '#lib/reviews/server/agreement-page.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'agreement.read')) error(403, 'forbidden');
	const filter = parseAgreementFilter(url.searchParams, businessDay(locals.now, locals.zone));
	const figures = await agreementPage(locals, filter);
	// The rows behind a figure are those of the rubric that is shown, chosen or not.
	const shown = { ...filter, ...(figures.rubricId && { rubricId: figures.rubricId }) };
	return { figures, typed: Object.fromEntries(agreementSearch(shown)) };
};
