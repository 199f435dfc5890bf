import { error, redirect } from '@sveltejs/kit';
import { newTask } from '#lib/coaching/server/new-task.ts';
import { giveTask } from '#lib/coaching/server/tasks.ts';
import { dayTyped, itemTyped } from '#lib/coaching/task-forms.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { cleanText } from '#lib/shared/words.ts';
import { answered, found, ticked, unread } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad } from './$types';

const assigns = ({ actor }: App.Locals) =>
	actor.grants.some(({ role }) => role === 'team-lead' || role === 'department-head') &&
	!isEmptyScope(scopeOf(actor, 'coaching.assign'));

/** `?review=ID&item=KEY` coaches a finding; `words` are those of a ruling, say. */
export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
	if (!assigns(locals)) error(403, 'forbidden');
	const reviewId = searchParams.get('review');
	const begin = await newTask(locals, { reviewId, itemKey: searchParams.get('item') });
	const { items, ...rest } = found(begin);
	return {
		...rest,
		reviewId,
		items: Object.entries(items).map(([key, { text }]) => ({ key, text })),
		words: cleanText(searchParams.get('words') ?? '')
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!assigns(locals)) error(403, 'forbidden');
		const form = await request.formData();
		const kept = keptFields(form);
		const chosen = [...ticked(form, 'clip'), ...ticked(form, 'library')];
		const item = itemTyped(kept.item);
		const dueDay = dayTyped(kept.due);
		if (dueDay === undefined || (kept.item && !item)) return unread(kept, chosen);
		const outcome = await giveTask(locals, {
			...{ staffNo: (kept.staffNo ?? '').trim(), dueDay, reviewId: kept.review || null },
			...{ topic: kept.topic ?? '', words: kept.words ?? '' },
			...{ rubricKey: item?.rubricKey ?? null, itemKey: item?.itemKey ?? null },
			...{ evidenceIds: ticked(form, 'clip'), clipIds: ticked(form, 'library') }
		});
		if (!outcome.ok) return answered(outcome, kept, chosen);
		redirect(303, `/coaching/${outcome.value.taskId}`);
	}
};
