import { hearersOn } from '#lib/custody/server/hearers.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';
import { readableReport } from './readable.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const report = await readableReport(locals, params.id);
	const on = url.searchParams.get('on')?.trim().slice(0, 20) ?? '';
	const day = parseDay(on);
	const hearers = day === undefined ? undefined : await hearersOn(locals, params.id, day);
	return {
		report,
		on,
		/** Who could hear it on the day asked for. */
		hearers: hearers?.ok ? hearers.value : null,
		badDay: on !== '' && !hearers?.ok
	};
};
