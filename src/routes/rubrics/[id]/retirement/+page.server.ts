import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { decideRetirement } from '#lib/rubric/publication.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import { retirementFacts, retireRubric } from '#lib/rubric/server/retire.ts';
import { statusOf, textIn } from '../../drafts/[id]/draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const facts = may(actor, 'rubric.read') && (await retirementFacts(db.read, params.id));
	if (!facts) error(404, 'rubric-not-found');
	if (!may(actor, 'rubric.publish')) error(403, 'forbidden');
	const rubric = (await publishedRubric(db.read, params.id))!;
	return { id: params.id, title: rubric.form.title, decision: decideRetirement(facts) };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const reason = textIn(await request.formData(), 'reason');
		const outcome = await retireRubric(locals, { rubricId: params.id, reason });
		if (outcome.ok) redirect(303, `/rubrics/${params.id}`);
		const { refusal } = outcome;
		if (refusal === 'no-such-rubric') error(404, 'rubric-not-found');
		if (refusal === 'not-allowed') error(403, 'forbidden');
		return fail(statusOf(refusal), { refusal, reason });
	}
};
