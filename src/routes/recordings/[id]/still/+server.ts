import { error } from '@sveltejs/kit';
import { peaksResponse } from '#lib/recordings/server/peaks-response.ts';
import { stillPicture, stillScale } from '#lib/recordings/still.ts';
import { hearable, refuseOtherSites } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** The whole call as a drawing that stands before the page's script does. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	refuseOtherSites(request);
	const { peaksSha256, durationMs, sampleRate } = await hearable(locals, params.id);
	if (peaksSha256 === null) error(410, 'peaks-not-made');
	const level = await peaksResponse({
		store: locals.runtime.store,
		peaksSha256,
		request: new Request(request.url),
		wanted: stillScale(durationMs, sampleRate)
	});
	const picture = level && stillPicture(new Uint8Array(await level.arrayBuffer()));
	if (!picture) error(503, 'peaks-missing');
	return new Response(picture, {
		headers: {
			'cache-control': 'private, no-store',
			'content-type': 'image/svg+xml',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff'
		}
	});
};
