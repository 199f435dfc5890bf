import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { callKinds } from '#lib/recordings/call.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { startNewDraft } from '#lib/rubric/server/rubric-drafts.ts';
import { statusOf, textIn } from '../drafts/[id]/draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'rubric.edit')) error(403, 'forbidden');
	const published = await publishedRubrics(locals.db.read);
	return {
		copy: url.searchParams.get('copy') ?? '',
		copies: published.map(({ versionId, version, form }) => ({
			versionId,
			version,
			title: form.title,
			callKind: form.callKind
		}))
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const data = await request.formData();
		const text = (name: string) => textIn(data, name).trim();
		const typed = { key: text('key'), callKind: text('callKind'), copyOf: text('copyOf') };
		const callKind = callKinds.find((kind) => kind === typed.callKind);
		if (!callKind) return fail(422, { refusal: 'invalid', ...typed });
		const { key, copyOf } = typed;
		const outcome = await startNewDraft(locals, { key, callKind, ...(copyOf && { copyOf }) });
		if (outcome.ok) redirect(303, `/rubrics/drafts/${outcome.value.draftId}`);
		const { refusal } = outcome;
		if (refusal === 'not-allowed') error(403, 'forbidden');
		return fail(statusOf(refusal), { refusal, ...typed });
	}
};
