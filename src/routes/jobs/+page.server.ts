import { error } from '@sveltejs/kit';
import { jobsPage } from '#lib/jobs/server/queries.ts';
import { may } from '#lib/people/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!may(locals.actor, 'job.read')) error(403, 'forbidden');
	return jobsPage(locals);
};
