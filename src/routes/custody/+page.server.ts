import { error, redirect } from '@sveltejs/kit';
import { custodyTabs } from '#lib/custody/place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const [first] = custodyTabs(locals.actor);
	if (!first) error(404, 'not-found');
	redirect(303, `/custody/${first}`);
};
