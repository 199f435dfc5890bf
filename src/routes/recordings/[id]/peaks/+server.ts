import { error } from '@sveltejs/kit';
import { peaksResponse } from '#lib/recordings/server/peaks-response.ts';
import { hearable, refuseOtherSites } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** One level of the waveform as a .dat file: the coarsest that is not coarser than `samples-per-pixel`. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	refuseOtherSites(request);
	const { peaksSha256 } = await hearable(locals, params.id);
	if (peaksSha256 === null) error(410, 'peaks-not-made');
	const asked = url.searchParams.get('samples-per-pixel');
	if (asked !== null && !/^[1-9]\d{0,8}$/.test(asked)) error(422, 'samples-per-pixel');
	const response = await peaksResponse({
		store: locals.runtime.store,
		peaksSha256,
		request,
		wanted: asked === null ? undefined : Number(asked)
	});
	if (!response) error(503, 'peaks-missing');
	return response;
};

export const HEAD = GET;
