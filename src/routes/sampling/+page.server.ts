import { error } from '@sveltejs/kit';
import { samplingPage, seesSampling } from '#lib/duty/server/sampling-pages.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!seesSampling(locals)) error(404, 'not-found');
	const before = parseDay(url.searchParams.get('before') ?? '');
	return { ...(await samplingPage(locals, before)), before };
};
