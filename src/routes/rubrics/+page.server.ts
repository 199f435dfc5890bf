import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { itemsOf, parseForm } from '#lib/rubric/form.ts';
import { openDrafts, rubricList } from '#lib/rubric/server/draft-queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	if (!may(actor, 'rubric.read')) error(403, 'forbidden');

	const edits = may(actor, 'rubric.edit');
	const { newest, names } = await rubricList(db.read);
	return {
		edits,
		names,
		drafts: edits ? await openDrafts(db.read) : [],
		rows: newest.map(({ form: text, ...row }) => {
			const form = parseForm(JSON.parse(text));
			const { title, callKind, sections } = form;
			const items = itemsOf(form).length;
			return { ...row, title, callKind, sections: sections.length, items };
		})
	};
};
