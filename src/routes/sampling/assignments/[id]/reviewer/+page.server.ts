import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { reassign } from '#lib/duty/server/reassign.ts';
import { namedPerson, reviewerPage } from '#lib/duty/server/task-pages.ts';
import { keptFields, reassignInput } from '#lib/duty/task-forms.ts';
import { denied, refused, type Answered } from '../../../../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const page = await reviewerPage(locals, params.id);
	const moved = Number(url.searchParams.get('moved'));
	return page.ok
		? { ...page.value, moved: moved > 0 && moved < 1000 ? moved : 0 }
		: denied(page.refusal);
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const form = await request.formData();
		const kept = keptFields(form);
		const chosen = form.getAll('task').filter((value) => typeof value === 'string');
		const input = v.safeParse(reassignInput, { ...kept, tasks: chosen });
		const page = await reviewerPage(locals, params.id);
		if (!page.ok) denied(page.refusal);
		if (!input.success) return fail<Answered>(422, { refusal: 'invalid', kept, chosen });
		const { tasks, toId, staffNo, reason } = input.output;
		const receiver = await namedPerson(locals.db.read, { id: toId, staffNo });
		const outcome = await reassign(locals, { assignmentIds: tasks, toId: receiver, reason });
		if (!outcome.ok) return refused(outcome, kept, chosen);
		redirect(303, `${url.pathname}?moved=${outcome.value.moved}`);
	}
};
