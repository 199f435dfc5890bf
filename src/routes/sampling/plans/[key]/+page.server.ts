import { error } from '@sveltejs/kit';
import { planPage } from '#lib/duty/server/plan-pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const page = await planPage(locals, params.key, url.searchParams.has('preview'));
	if (!page) error(404, 'not-found');
	const saved = page.plan.newest.version === Number(url.searchParams.get('saved'));
	return { ...page, saved };
};
