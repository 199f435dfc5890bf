import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { draftInput } from '#lib/reviews/draft.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { statusOf } from '../../refused.ts';
import type { RequestHandler } from './$types';

/** Saves the draft: `{ version, content }` in, `{ version, savedAt }` or `{ refusal, facts }` out. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const input = v.safeParse(draftInput, await request.json().catch(() => undefined));
	if (!input.success) error(422, 'draft-malformed');
	const outcome = await saveDraft(locals, { recordingId: params.id, ...input.output });
	if (!outcome.ok)
		return json(
			{ refusal: outcome.refusal, facts: outcome.facts },
			{ status: statusOf(outcome.refusal) }
		);
	const { version, savedAt } = outcome.value;
	return json({ version, savedAt });
};
