import { redirect } from '@sveltejs/kit';
import { businessDay, monthOfDay, monthText } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { now, zone } }) =>
	redirect(303, `/assessments/${monthText(monthOfDay(businessDay(now, zone)))}`);
