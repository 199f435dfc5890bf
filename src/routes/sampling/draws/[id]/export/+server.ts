import { error } from '@sveltejs/kit';
import { exportedDraw } from '#lib/duty/server/draw-export.ts';
import type { RequestHandler } from './$types';

/** Everything that another program needs to replay the draw. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const outcome = await exportedDraw(locals, params.id);
	if (outcome === 'hidden') error(404, 'not-found');
	if (outcome === 'forbidden') error(403, 'not-permitted');

	return new Response(outcome.text, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${outcome.name}"`,
			'cache-control': 'private, no-store'
		}
	});
};
