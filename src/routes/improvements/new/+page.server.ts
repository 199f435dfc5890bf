import { error, redirect } from '@sveltejs/kit';
import { newImprovement } from '#lib/coaching/server/new-improvement.ts';
import { beginImprovement } from '#lib/coaching/server/improvements.ts';
import { dayTyped, itemTyped, permilleTyped } from '#lib/coaching/task-forms.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { dayIn } from '#lib/shared/address.ts';
import { answered, unread } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
	const asked = { item: searchParams.get('item'), from: dayIn(searchParams.get('from')) };
	const begin = await newImprovement(locals, asked);
	if (!begin) error(403, 'forbidden');
	return { ...begin, team: searchParams.get('team') };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const kept = keptFields(await request.formData());
		if (!(await newImprovement(locals, { item: null, from: undefined }))) error(403, 'forbidden');
		const item = itemTyped(kept.item);
		const [dueDay, fromDay] = [dayTyped(kept.due), dayTyped(kept.fromDay)];
		const baselineFrom = dayTyped(kept.baselineFrom);
		const targetPermille = permilleTyped(kept.target);
		const [departmentId = '', teamId = null] = (kept.place ?? '').split(':');
		if (!item || !dueDay || !fromDay || !baselineFrom) return unread(kept);
		const outcome = await beginImprovement(locals, {
			...{ departmentId, teamId, ...item, rootCause: kept.cause || null },
			...{ title: kept.title ?? '', words: kept.words ?? '' },
			...{ ownerStaffNo: (kept.owner ?? '').trim(), dueDay, fromDay, baselineFrom },
			targetPermille: targetPermille ?? -1
		});
		if (!outcome.ok) return answered(outcome, kept);
		redirect(303, `/improvements/${outcome.value.actionId}`);
	}
};
