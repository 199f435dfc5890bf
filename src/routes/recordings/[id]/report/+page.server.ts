import { fail, redirect } from '@sveltejs/kit';
import { oneOf } from '#lib/shared/address.ts';
import { postedReport, reportFaults, reportKinds } from '#lib/reviews/call-report.ts';
import { reportCall } from '#lib/reviews/server/call-reports.ts';
import { reportDesk } from '#lib/reviews/server/call-reports-page.ts';
import { refused } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const desk = await reportDesk(locals, params.id);
	if (!desk.ok) refused(desk, locals.zone);
	return { desk: desk.value, kind: oneOf(reportKinds, url.searchParams.get('kind')) ?? 'problem' };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const desk = await reportDesk(locals, params.id);
		if (!desk.ok) refused(desk, locals.zone);
		const { content, typed } = postedReport(await request.formData());
		if (!content) return fail(422, { refusal: 'malformed', typed, faults: [] });
		const faults = reportFaults(content, desk.value.recording.durationMs);
		if (faults.length > 0) return fail(422, { refusal: 'incomplete', typed, faults });
		const outcome = await reportCall(locals, { recordingId: params.id, content });
		if (!outcome.ok) refused(outcome, locals.zone);
		redirect(303, `/recordings/${params.id}/report`);
	}
};
