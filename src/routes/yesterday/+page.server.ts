import { error, fail, redirect } from '@sveltejs/kit';
import { postedReport, reportFaults } from '#lib/reviews/call-report.ts';
import { reportCall, reportSubject } from '#lib/reviews/server/call-reports.ts';
import { dayDesk } from '#lib/reviews/server/call-reports-page.ts';
import { checkDay } from '#lib/reviews/server/check-day.ts';
import { postCheck } from '#lib/reviews/server/check-posting.ts';
import { refused, statusOf } from '../recordings/[id]/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const day = await checkDay(locals);
	const call = url.searchParams.get('call') ?? day.next;
	const desk = call === null ? undefined : await dayDesk(locals, call);
	if (desk && !desk.ok) refused(desk, locals.zone);
	return { ...day, now: locals.now, desk: desk?.value ?? null };
};

const callOf = (data: FormData) => {
	const call = data.get('call');
	return typeof call === 'string' && call ? call : error(404, 'recording-not-found');
};

export const actions: Actions = {
	/** Submits and opens what is to be checked next. */
	check: async ({ locals, request }) => {
		const data = await request.formData();
		const { closed, failure } = await postCheck(locals, callOf(data), data);
		if (closed) refused(closed, locals.zone);
		if (failure) return fail(statusOf(failure.refusal), { check: failure });
		redirect(303, '/yesterday');
	},

	/** Stays on the call. */
	report: async ({ locals, request }) => {
		const data = await request.formData();
		const recordingId = callOf(data);
		const subject = await reportSubject(locals.db.read, locals, recordingId);
		if (!subject.ok) refused(subject, locals.zone);
		const { content, typed } = postedReport(data);
		if (!content) return fail(422, { report: { refusal: 'malformed', typed, faults: [] } });
		const faults = reportFaults(content, subject.value.recording.durationMs);
		if (faults.length > 0) return fail(422, { report: { refusal: 'incomplete', typed, faults } });
		const outcome = await reportCall(locals, { recordingId, content });
		if (!outcome.ok) refused(outcome, locals.zone);
		redirect(303, `/yesterday?call=${recordingId}#desk`);
	}
};
