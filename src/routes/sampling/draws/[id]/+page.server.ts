import { error } from '@sveltejs/kit';
import { drawPage, drawStates, seesSampling } from '#lib/duty/server/sampling-pages.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const asked = url.searchParams.get('state');
	const state = drawStates.find((known) => known === asked) ?? 'all';
	const teamId = url.searchParams.get('team') || undefined;
	const page = seesSampling(locals)
		? await drawPage(locals, { id: params.id, state, teamId })
		: undefined;
	if (!page) error(404, 'not-found');

	return page;
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const seen = seesSampling(locals) && isId(params.id);
		const replay = seen ? await verifyDraw(locals.db.read, params.id) : undefined;
		if (!replay) error(404, 'not-found');

		return { replay };
	}
};
