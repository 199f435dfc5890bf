import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { reportInCall } from '#lib/coaching/server/library-sound.ts';
import { playReport } from '#lib/recordings/play.ts';
import { reportPlay } from '#lib/recordings/server/plays.ts';
import { hearableClip } from '../../hearing.ts';
import type { RequestHandler } from './$types';

/** What was heard since the last report, in times of the passage, and whether the player closes. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const clip = await hearableClip(locals, params.id);
	const body: unknown = await request.json().catch(() => error(400, 'bad-request'));
	const said = v.safeParse(playReport, body);
	if (!said.success) error(422, 'play-report');

	const { recordingId } = clip;
	const report = reportInCall(said.output, clip);
	const outcome = await reportPlay(locals, { playId: params.playId, recordingId, report });
	if (outcome.ok) return json({ heardMs: outcome.value.heardMs });
	if (outcome.refusal === 'no-such-play') error(404, 'play-not-found');
	return json({ refusal: outcome.refusal }, { status: 409 });
};
