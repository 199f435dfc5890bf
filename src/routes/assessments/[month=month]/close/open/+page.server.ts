import { error } from '@sveltejs/kit';
import { openItemsPage } from '#lib/assessments/server/close-page.ts';
import { openItems } from '#lib/assessments/server/open-items.ts';
import { oneOf } from '#lib/shared/address.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

const kinds = Object.keys(openItems) as (keyof typeof openItems)[];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const kind = oneOf(kinds, url.searchParams.get('kind'));
	const department = url.searchParams.get('department') ?? '';
	const month = parseMonth(params.month)!;
	const page = kind && (await openItemsPage(locals, month, { department, kind }));
	if (!page) error(404, 'not-found');
	return page;
};
