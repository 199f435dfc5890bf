import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { draftInput } from '#lib/reviews/draft.ts';
import { saveCalibrationDraft } from '#lib/reviews/server/calibration-scores.ts';
import { statusOf } from '../../../../answer.ts';
import type { RequestHandler } from './$types';

/** Saves the draft: `{ version, content }` in, `{ version, savedAt }` or `{ refusal, facts }` out. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const input = v.safeParse(draftInput, await request.json().catch(() => undefined));
	if (!input.success) error(422, 'draft-malformed');
	const { version, content } = input.output;
	const call = { calibrationId: params.id, recordingId: params.recordingId };
	const outcome = await saveCalibrationDraft(locals, { ...call, version, content });
	if (outcome.ok) return json(outcome.value);
	const { refusal, facts } = outcome;
	return json({ refusal, facts }, { status: statusOf(refusal) });
};
