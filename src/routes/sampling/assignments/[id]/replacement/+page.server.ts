import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { replacementPage } from '#lib/duty/server/task-pages.ts';
import { keptFields, replacementInput } from '#lib/duty/task-forms.ts';
import { pathToNext } from '#lib/reviews/server/after-review.ts';
import { denied, refused, type Answered } from '../../../../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await replacementPage(locals, params.id);
	return page.ok ? page.value : denied(page.refusal);
};

export const actions: Actions = {
	/** Puts the call aside; `?next` goes on to the next task, as the workbench asks. */
	default: async ({ locals, params, request, url }) => {
		const form = await request.formData();
		const kept = keptFields(form);
		const input = v.safeParse(replacementInput, kept);
		if (!input.success) return fail<Answered>(422, { refusal: 'invalid', kept });
		const outcome = await replaceAssignment(locals, { assignmentId: params.id, ...input.output });
		if (!outcome.ok) return refused(outcome, kept);
		if (!url.searchParams.has('next')) redirect(303, url.pathname);
		redirect(303, await pathToNext(locals));
	}
};
