import { error } from '@sveltejs/kit';
import { watchSound } from '#lib/events/server/watch-sound.ts';
import { audioResponse } from '#lib/recordings/server/audio-response.ts';
import { playOfSound } from '#lib/recordings/server/plays.ts';
import { countSent } from '#lib/recordings/server/sent-bytes.ts';
import { hearable, refuseOtherSites, stillHearable } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** The sound that browsers play: whole, or the range asked for. Sound that leaves belongs to a play, so that it is in the log. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	refuseOtherSites(request);
	const recording = await hearable(locals, params.id);
	const { store, db, now, logger } = locals.runtime;
	let playId = '';
	const onSent = (bytes: number) => countSent({ db, now, logger }, playId, bytes);
	const still = () => stillHearable(locals, params.id);
	const response = await audioResponse({ store, recording, request, onSent, still });
	if (!(response instanceof Response)) {
		void watchSound({ ...locals.runtime, zone: locals.zone }, recording);
		if (response === 'changed') error(409, 'audio-changed');
		error(503, 'audio-missing');
	}
	if (response.body) playId = await playOfSound(locals, recording.id);
	return response;
};

export const HEAD = GET;
