import { fail, redirect } from '@sveltejs/kit';
import { namesOf } from '#lib/people/server/names.ts';
import { applyEdit, parseEdit } from '#lib/rubric/draft-edits.ts';
import { fieldsOf, formOf } from '#lib/rubric/draft-form.ts';
import { readPosted } from '#lib/rubric/posted-form.ts';
import { discardRubricDraft, saveRubricDraft } from '#lib/rubric/server/rubric-drafts.ts';
import { draftFor, statusOf } from './draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const draft = await draftFor(locals, params.id);
	const { id, key, rubricId, version, note, savedAt, createdBy, editors } = draft;
	const names = await namesOf(locals.db.read, [createdBy, ...editors]);
	return {
		id,
		key,
		rubricId,
		editors: editors.map((editor) => names[editor] ?? editor),
		draft: { draft: fieldsOf(JSON.parse(draft.form)), version, note, savedAt }
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		await draftFor(locals, params.id);
		const { fields, note, version, over, then } = readPosted(await request.formData());
		const wish = { draftId: params.id, version: over ?? version, form: formOf(fields), note };
		const outcome = await saveRubricDraft(locals, wish);
		if (outcome.ok) {
			const page = then ? `/${then}` : '';
			redirect(303, `/rubrics/drafts/${params.id}${page}?saved=${outcome.value.version}`);
		}
		const { refusal, facts } = outcome;
		const kept = { fields, note, version, refusal };
		if (refusal !== 'stale') return fail(statusOf(refusal), kept);
		const by = String(facts?.by);
		const names = await namesOf(locals.db.read, [by]);
		const stale = {
			version: Number(facts?.version),
			by: names[by] ?? by,
			at: String(facts?.at)
		};
		return fail(409, { ...kept, stale });
	},
	/** A row added, moved or taken out, where there is no script: shown, not saved. */
	edit: async ({ locals, params, request }) => {
		await draftFor(locals, params.id);
		const { fields, note, version, edit } = readPosted(await request.formData());
		const wanted = parseEdit(edit);
		const at = wanted && applyEdit(fields, wanted);
		return { fields, note, version, at };
	},
	discard: async ({ locals, params }) => {
		const draft = await draftFor(locals, params.id);
		const outcome = await discardRubricDraft(locals, { draftId: draft.id });
		if (!outcome.ok) return fail(statusOf(outcome.refusal), { refusal: outcome.refusal });
		redirect(303, draft.rubricId ? `/rubrics/${draft.rubricId}` : '/rubrics');
	}
};
