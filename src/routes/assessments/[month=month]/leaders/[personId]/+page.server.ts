import { error } from '@sveltejs/kit';
import { leaderPage } from '#lib/assessments/server/leaders-rows.ts';
import { daysOfMonth, dayText, parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const month = parseMonth(params.month)!;
	const page = await leaderPage(locals, month, params.personId);
	if (!page) error(404, 'not-found');
	const { first, last } = daysOfMonth(month);
	return { month, days: { from: dayText(first), to: dayText(last) }, ...page };
};
