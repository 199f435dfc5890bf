import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { playReport } from '#lib/recordings/play.ts';
import { reportPlay } from '#lib/recordings/server/plays.ts';
import { hearable } from '../../hearing.ts';
import type { RequestHandler } from './$types';

/** What was heard since the last report, and whether the player closes: `{ ranges, closing? }`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { id, playId } = params;
	await hearable(locals, id);
	const body: unknown = await request.json().catch(() => error(400, 'bad-request'));
	const report = v.safeParse(playReport, body);
	if (!report.success) error(422, 'play-report');

	const outcome = await reportPlay(locals, { playId, recordingId: id, report: report.output });
	if (outcome.ok) return json({ heardMs: outcome.value.heardMs });
	if (outcome.refusal === 'no-such-play') error(404, 'play-not-found');
	return json({ refusal: outcome.refusal }, { status: 409 });
};
