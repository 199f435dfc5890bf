import { error, redirect } from '@sveltejs/kit';
import { receivers } from '#lib/duty/server/task-pages.ts';
import { may } from '#lib/people/permissions.ts';
import { postedOpening } from '#lib/reviews/calibration-form.ts';
import { calibrationChoices } from '#lib/reviews/server/calibration-choices.ts';
import { openCalibration } from '#lib/reviews/server/calibrations.ts';
import { addDays, businessDay, dayText } from '#lib/shared/calendar.ts';
import { refuse } from '#lib/shared/decision.ts';
import { refused } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'calibration.open')) error(403, 'forbidden');
	const { db, now, zone } = locals;
	const today = businessDay(now, zone);
	return {
		...(await calibrationChoices(locals, url.searchParams.getAll('recording'))),
		people: await receivers(db.read, now),
		deadline: `${dayText(addDays(today, 7))}T18:00`
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const posted = postedOpening(await request.formData(), locals.zone);
		const { deadline, deadlineText, ...asked } = posted;
		const { calls } = await calibrationChoices(locals, asked.recordingIds);
		const kept = { ...asked, deadlineText, calls };
		if (!deadline) return refused(refuse('deadline-missing'), kept);
		const outcome = await openCalibration(locals, { ...asked, deadline });
		if (!outcome.ok && outcome.refusal === 'not-found')
			return refused(refuse('unknown-call'), kept);
		if (!outcome.ok) return refused(outcome, kept);
		redirect(303, `/calibrations/${outcome.value.calibrationId}`);
	}
};
