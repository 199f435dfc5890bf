import { error } from '@sveltejs/kit';
import { selfCheckBoard } from '#lib/duty/server/self-check-board.ts';
import { seesSampling } from '#lib/duty/server/teams-seen.ts';
import { addDays, businessDay, parseDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

/** Without a day that can be read: yesterday's calls. */
export const load: PageServerLoad = async ({ locals, url }) => {
	if (!seesSampling(locals)) error(404, 'not-found');
	const yesterday = addDays(businessDay(locals.now, locals.zone), -1);
	const day = parseDay(url.searchParams.get('day') ?? '') ?? yesterday;
	const teamId = url.searchParams.get('team') ?? undefined;

	return selfCheckBoard(locals, { day, teamId });
};
