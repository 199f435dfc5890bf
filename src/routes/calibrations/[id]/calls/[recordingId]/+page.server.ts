import { fail, redirect } from '@sveltejs/kit';
import { postedReview } from '#lib/reviews/posted.ts';
import { calibrationBench, openCalls } from '#lib/reviews/server/calibration-bench.ts';
import { saveCalibrationDraft, submitCalibration } from '#lib/reviews/server/calibration-scores.ts';
import { calibrationFor } from '#lib/reviews/server/calibration-session.ts';
import { refuseAnother } from '../../../../recordings/[id]/refused.ts';
import { denied, statusOf } from '../../../answer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const callOf = ({ params }: { params: { id: string; recordingId: string } }) => ({
	calibrationId: params.id,
	recordingId: params.recordingId
});

export const load: PageServerLoad = async ({ locals, params }) => {
	const opened = await calibrationBench(locals, callOf({ params }));
	return opened.ok ? { calibration: opened.value } : denied(opened);
};

export const actions: Actions = {
	/** Keeps what is filled in, complete or not. */
	draft: async (event) => {
		const posted = await read(event);
		if (!posted) return fail(422, { refusal: 'malformed' });
		const outcome = await saveCalibrationDraft(event.locals, { ...callOf(event), ...posted });
		return outcome.ok
			? { saved: true }
			: fail(statusOf(outcome.refusal), { ...outcome, content: posted.content });
	},
	/** Submits and opens the person's next call of the session, or the session when none is left. */
	submit: async (event) => {
		const posted = await read(event);
		if (!posted) return fail(422, { refusal: 'malformed' });
		const { locals, params } = event;
		const outcome = await submitCalibration(locals, { ...callOf(event), ...posted });
		if (!outcome.ok)
			return fail(statusOf(outcome.refusal), { ...outcome, content: posted.content });
		const sight = await calibrationFor(locals.db.read, locals, params.id);
		const next = sight && openCalls(sight.session, locals.actor.id)[0];
		redirect(303, `/calibrations/${params.id}${next ? `/calls/${next}` : ''}`);
	}
};

/** The posted form, read by the rubric of the session. */
async function read(event: RequestEvent) {
	const data = await event.request.formData();
	refuseAnother(data, event.locals);
	const opened = await calibrationBench(event.locals, callOf(event));
	if (!opened.ok) return denied(opened);
	const posted = postedReview(opened.value.bench.form, data);
	return posted && { content: posted.content, version: posted.version };
}
