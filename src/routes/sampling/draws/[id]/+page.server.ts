import { error } from '@sveltejs/kit';
import { parseDrawFilter } from '#lib/duty/draw-filter.ts';
import { drawPage, seesDraw, unitName } from '#lib/duty/server/draw-page.ts';
import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { seesSampling } from '#lib/duty/server/teams-seen.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const page = seesSampling(locals)
		? await drawPage(locals, params.id, parseDrawFilter(url.searchParams))
		: undefined;
	if (!page) error(404, 'not-found');

	return page;
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const replay = (await seesDraw(locals, params.id))
			? await verifyDraw(locals.db.read, params.id)
			: undefined;
		if (!replay) error(404, 'not-found');

		const unitId = replay.match ? undefined : replay.unitId;
		return { replay, unit: await unitName(locals, { id: params.id, unitId }) };
	}
};
