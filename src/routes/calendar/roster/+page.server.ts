import { error, fail, redirect } from '@sveltejs/kit';
import { packFile, unpackFile, uploadedFile } from '#lib/calendar/server/packed-file.ts';
import { rosterOfMonth } from '#lib/calendar/server/queries.ts';
import { importRoster, type RosterImport } from '#lib/calendar/server/roster.ts';
import { shownFirst } from '#lib/calendar/preview.ts';
import { may } from '#lib/people/permissions.ts';
import {
	addDays,
	businessDay,
	daysOfMonth,
	monthOfDay,
	monthText,
	parseMonth
} from '#lib/shared/calendar.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'calendar.read')) error(403, 'forbidden');
	const today = monthOfDay(businessDay(locals.now, locals.zone));
	const month = parseMonth(url.searchParams.get('month') ?? '') ?? today;
	const { first, last } = daysOfMonth(month);
	return {
		month,
		previous: monthText(monthOfDay(addDays(first, -1))),
		next: monthText(monthOfDay(addDays(last, 1))),
		days: await rosterOfMonth(locals.db.read, { first, last }),
		manages: may(locals.actor, 'calendar.manage')
	};
};

export const actions: Actions = {
	preview: async ({ locals, request }) => {
		if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
		const file = await uploadedFile(await request.formData());
		if (!file.ok) return fail(422, { refusal: file.refusal, facts: file.facts });
		const outcome = await importRoster(locals, file.value, { dryRun: true });
		if (outcome.ok) return { preview: previewOf(outcome.value, file.value) };
		return fail(422, { refusal: outcome.refusal, facts: outcome.facts });
	},
	import: async ({ locals, request }) => {
		if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
		const packed = (await request.formData()).get('packed');
		const bytes = typeof packed === 'string' ? unpackFile(packed) : undefined;
		if (!bytes) return fail(422, { refusal: 'file-missing' });
		const outcome = await importRoster(locals, bytes, { dryRun: false });
		if (!outcome.ok) {
			if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
			return fail(409, { refusal: outcome.refusal, facts: outcome.facts });
		}
		const { firstDay } = outcome.value;
		const month = firstDay ? `month=${monthText(monthOfDay(firstDay))}&` : '';
		redirect(303, `/calendar/roster?${month}saved=1`);
	}
};

const previewOf = ({ items, ...value }: RosterImport, bytes: Uint8Array) => ({
	...value,
	...shownFirst(items),
	packed: packFile(bytes)
});
