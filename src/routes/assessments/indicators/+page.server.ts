import { error } from '@sveltejs/kit';
import { indicatorsPage } from '#lib/assessments/server/indicators-page.ts';
import { may } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import { define, enter } from './answers.ts';
import { importFile, preview } from './import-answers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (!may(locals.actor, 'indicator.read')) error(403, 'forbidden');
	const { searchParams } = url;
	const month = parseMonth(searchParams.get('month') ?? '');
	return indicatorsPage(locals, month, searchParams.get('key'));
};

export const actions: Actions = {
	value: ({ locals, request }) => enter(locals, request),
	definition: ({ locals, request }) => define(locals, request),
	preview: ({ locals, request }) => preview(locals, request),
	import: ({ locals, request }) => importFile(locals, request)
};
