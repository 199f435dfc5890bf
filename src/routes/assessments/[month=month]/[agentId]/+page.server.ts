import { error } from '@sveltejs/kit';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const month = parseMonth(params.month)!;
	const page = await agentMonthPage(locals, month, params.agentId);
	if (!page) error(404, 'not-found');

	return { month, ...page };
};
