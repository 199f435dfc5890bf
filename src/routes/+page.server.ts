import { todayFor } from '#lib/assessments/server/today.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	today: await todayFor(locals, url.searchParams),
	/** For a second department head. */
	waiting: await waitingRequests(locals)
});
