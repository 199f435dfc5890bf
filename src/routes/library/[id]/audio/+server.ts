import { error } from '@sveltejs/kit';
import { clipBytes, clipResponse } from '#lib/coaching/server/library-sound.ts';
import { playOfSound } from '#lib/recordings/server/plays.ts';
import { countSent } from '#lib/recordings/server/sent-bytes.ts';
import { refuseOtherSites } from '../../../recordings/[id]/hearing.ts';
import { hearableClip } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** The passage and nothing else of the call. Sound that leaves belongs to a play, so that it is in the log. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	refuseOtherSites(request);
	const clip = await hearableClip(locals, params.id);
	const { db, now, logger } = locals.runtime;
	const bytes = await clipBytes(db.read, locals.runtime, clip);
	if (!bytes) error(503, 'audio-missing');
	const response = clipResponse(clip.id, bytes, request);
	if (response.body) {
		const playId = await playOfSound(locals, clip.recordingId);
		countSent({ db, now, logger }, playId, Number(response.headers.get('content-length')));
	}
	return response;
};

export const HEAD = GET;
