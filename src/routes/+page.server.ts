import { followUps } from '#lib/accountability/server/follow-ups.ts';
import { todayFor } from '#lib/assessments/server/today.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	today: await todayFor(locals, url.searchParams),
	/** Coaching, improvements and cases. */
	followUps: await followUps(locals),
	/** For a second department head. */
	waiting: await waitingRequests(locals)
});
