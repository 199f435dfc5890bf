import { error } from '@sveltejs/kit';
import { parseSampling } from '#lib/duty/sampling-filter.ts';
import { samplingPage } from '#lib/duty/server/sampling-pages.ts';
import { seesSampling } from '#lib/duty/server/teams-seen.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!seesSampling(locals)) error(404, 'not-found');

	return samplingPage(locals, parseSampling(url.searchParams));
};
