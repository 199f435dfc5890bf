import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { compareForms } from '#lib/rubric/comparison.ts';
import { formFaults, scoringFaults } from '#lib/rubric/faults.ts';
import { parseForm, type Form } from '#lib/rubric/form.ts';
import { draftRow, rubricHistory } from '#lib/rubric/server/draft-queries.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import type { PageServerLoad } from './$types';

/** Two versions of one rubric, or its newest one and the open draft (`to=draft`). */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	if (!may(actor, 'rubric.read')) error(403, 'forbidden');
	const history = await rubricHistory(db.read, params.id);
	if (!history) error(404, 'rubric-not-found');
	const version = async (name: string) => {
		const asked = url.searchParams.get(name) ?? '';
		const wanted = /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
		return wanted === undefined ? undefined : publishedRubric(db.read, params.id, wanted);
	};
	const drafted = url.searchParams.get('to') === 'draft' && may(actor, 'rubric.edit');
	const before = await version('from');
	const after = drafted ? undefined : await version('to');
	const draft = drafted && history.draftId ? await draftRow(db.read, history.draftId) : undefined;
	const form: unknown = draft ? JSON.parse(draft.form) : after?.form;
	if (!before || form === undefined) error(404, 'rubric-not-found');
	const readable = scoringFaults(form).length === 0;
	return {
		id: params.id,
		title: before.form.title,
		from: before.version,
		to: after?.version ?? null,
		draftId: draft?.id ?? null,
		form: form as Form,
		changes: readable ? compareForms(before.form, parseForm(form)) : null,
		faults: readable ? [] : formFaults(form)
	};
};
