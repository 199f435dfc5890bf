import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { handOver } from '#lib/duty/server/hand-over.ts';
import { absentees } from '#lib/duty/server/hand-over-list.ts';
import { namedPerson, receivers } from '#lib/duty/server/task-pages.ts';
import { handOverInput, keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import { businessDay, dayText } from '#lib/shared/calendar.ts';
import { refused, type Answered } from '../../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!may(locals.actor, 'hand-over.manage')) error(403, 'forbidden');
	const { db, now, zone } = locals;
	return {
		today: dayText(businessDay(now, zone)),
		absentees: await absentees(locals),
		deputies: await receivers(db.read, now)
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'hand-over.manage')) error(403, 'forbidden');
		const kept = keptFields(await request.formData());
		const input = v.safeParse(handOverInput, kept);
		if (!input.success) return fail<Answered>(422, { refusal: 'invalid', kept });
		const { staffNo, ...wanted } = input.output;
		const deputyId = await namedPerson(locals.db.read, { id: wanted.deputyId, staffNo });
		const outcome = await handOver(locals, { ...wanted, deputyId });
		if (!outcome.ok) return refused(outcome, kept);
		const { moved, stayed } = outcome.value;
		redirect(303, `/hand-overs?moved=${moved}&stayed=${stayed}`);
	}
};
