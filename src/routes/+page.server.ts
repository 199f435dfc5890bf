import { todayFor } from '#lib/assessments/server/today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	today: await todayFor(locals, url.searchParams)
});
