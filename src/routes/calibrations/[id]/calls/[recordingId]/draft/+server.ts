import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { draftInput, isAnother } from '#lib/reviews/draft.ts';
import {
	calibrationDraftOf,
	calibrationScoring,
	saveCalibrationDraft
} from '#lib/reviews/server/calibration-scores.ts';
import { statusOf } from '../../../../answer.ts';
import type { RequestHandler } from './$types';

/** The own draft as it stands: `{ version, savedAt, content }`; version 0 and no content for none. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	if (isAnother(actor.id, url.searchParams.get('as'))) error(401, 'signed-out');
	const call = { calibrationId: params.id, recordingId: params.recordingId };
	const scoring = await calibrationScoring(db.read, locals, call);
	const draft = scoring.ok ? await calibrationDraftOf(db.read, call, actor.id) : undefined;
	const { version = 0, savedAt = null, content = null } = draft ?? {};
	return json({ version, savedAt, content });
};

/** Saves the draft: `{ version, content }` in, `{ version, savedAt }` or `{ refusal, facts }` out. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const input = v.safeParse(draftInput, await request.json().catch(() => undefined));
	if (!input.success) error(422, 'draft-malformed');
	const { version, content, as } = input.output;
	if (isAnother(locals.actor.id, as)) error(401, 'signed-out');
	const call = { calibrationId: params.id, recordingId: params.recordingId };
	const outcome = await saveCalibrationDraft(locals, { ...call, version, content });
	if (outcome.ok) return json(outcome.value);
	const { refusal, facts } = outcome;
	return json({ refusal, facts }, { status: statusOf(refusal) });
};
