import { error, json } from '@sveltejs/kit';
import { watchSound } from '#lib/events/server/watch-sound.ts';
import { openPlay } from '#lib/recordings/server/plays.ts';
import type { CustodyState } from '#lib/recordings/custody-state.ts';
import { gone } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** A player opens: `{ playId }`. The stored bytes are looked at meanwhile. */
export const POST: RequestHandler = async ({ locals, params }) => {
	const outcome = await openPlay(locals, params.id);
	if (outcome.ok) {
		const { recording, playId } = outcome.value;
		void watchSound({ ...locals.runtime, zone: locals.zone }, recording);
		return json({ playId }, { status: 201 });
	}
	if (outcome.refusal === 'not-kept') gone(outcome.facts?.custody as CustodyState);
	if (outcome.refusal === 'hidden') error(404, 'recording-not-found');
	error(403, 'recording-not-to-be-heard');
};
