import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { rubricHistory } from '#lib/rubric/server/draft-queries.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import { startDraftFrom } from '#lib/rubric/server/rubric-drafts.ts';
import { statusOf, textIn } from '../drafts/[id]/draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	if (!may(actor, 'rubric.read')) error(403, 'forbidden');

	const asked = url.searchParams.get('version');
	const version = asked && /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
	const rubric = await publishedRubric(db.read, params.id, version);
	const history = rubric && (await rubricHistory(db.read, rubric.rubricId));
	if (!history) error(404, 'rubric-not-found');
	const { versions, retirement, names, draftId } = history;
	return {
		rubric,
		versions,
		retirement,
		names,
		edits: may(actor, 'rubric.edit'),
		publishes: may(actor, 'rubric.publish'),
		draftId: may(actor, 'rubric.edit') ? draftId : null
	};
};

export const actions: Actions = {
	/** Opens the draft of the next version. */
	draft: async ({ locals, params, request }) => {
		const note = textIn(await request.formData(), 'note');
		const outcome = await startDraftFrom(locals, { rubricId: params.id, note });
		if (outcome.ok) redirect(303, `/rubrics/drafts/${outcome.value.draftId}`);
		const { refusal, facts } = outcome;
		if (refusal === 'draft-open') redirect(303, `/rubrics/drafts/${String(facts?.draftId)}`);
		if (refusal === 'no-such-rubric') error(404, 'rubric-not-found');
		if (refusal === 'not-allowed') error(403, 'forbidden');
		return fail(statusOf(refusal), { refusal, note });
	}
};
