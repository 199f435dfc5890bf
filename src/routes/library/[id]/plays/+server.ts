import { json } from '@sveltejs/kit';
import { playOfSound } from '#lib/recordings/server/plays.ts';
import { hearableClip } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** A player of the passage opens: `{ playId }`, a play of the recording. */
export const POST: RequestHandler = async ({ locals, params }) => {
	const clip = await hearableClip(locals, params.id);
	return json({ playId: await playOfSound(locals, clip.recordingId) }, { status: 201 });
};
