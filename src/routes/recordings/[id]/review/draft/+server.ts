import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { draftInput, isAnother } from '#lib/reviews/draft.ts';
import { ownDraft } from '#lib/reviews/server/draft-rows.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { statusOf } from '../../refused.ts';
import type { RequestHandler } from './$types';

/** The own draft as it stands: `{ version, savedAt, content }`; version 0 and no content for none. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	if (isAnother(locals.actor.id, url.searchParams.get('as'))) error(401, 'signed-out');
	const draft = await ownDraft(locals, params.id);
	const { version = 0, savedAt = null, content = null } = draft ?? {};
	return json({ version, savedAt, content });
};

/** Saves the draft: `{ version, content }` in, `{ version, savedAt }` or `{ refusal, facts }` out. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const input = v.safeParse(draftInput, await request.json().catch(() => undefined));
	if (!input.success) error(422, 'draft-malformed');
	const { as, ...draft } = input.output;
	if (isAnother(locals.actor.id, as)) error(401, 'signed-out');
	const outcome = await saveDraft(locals, { recordingId: params.id, ...draft });
	if (!outcome.ok)
		return json(
			{ refusal: outcome.refusal, facts: outcome.facts },
			{ status: statusOf(outcome.refusal) }
		);
	const { version, savedAt } = outcome.value;
	return json({ version, savedAt });
};
