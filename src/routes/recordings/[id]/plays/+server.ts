import { error, json } from '@sveltejs/kit';
import { openPlay } from '#lib/recordings/server/plays.ts';
import type { RequestHandler } from './$types';

/** A player opens: `{ playId }`. */
export const POST: RequestHandler = async ({ locals, params }) => {
	const outcome = await openPlay(locals, params.id);
	if (outcome.ok) return json(outcome.value, { status: 201 });
	if (outcome.refusal === 'hidden') error(404, 'recording-not-found');
	error(403, 'recording-not-to-be-heard');
};
