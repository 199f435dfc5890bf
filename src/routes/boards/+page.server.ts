import { error, redirect } from '@sveltejs/kit';
import { hasRole } from '#lib/people/permissions.ts';
import { boardSearch, parseBoardFilter, weeksOf } from '#lib/reports/board-filter.ts';
import { boardPage, boardScope } from '#lib/reports/server/board.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const scope = boardScope(locals);
	if (!scope && hasRole(locals.actor, 'agent')) redirect(303, '/boards/me');
	if (!scope) error(404, 'not-found');
	const today = businessDay(locals.now, locals.zone);
	const filter = parseBoardFilter(url.searchParams, today);
	const board = await boardPage(locals, scope, filter);

	return {
		board,
		weeks: weeksOf(filter.month),
		typed: Object.fromEntries(boardSearch(board.filter))
	};
};
