import { error, redirect } from '@sveltejs/kit';
import { postedConsensus } from '#lib/reviews/calibration-form.ts';
import { closeCalibration } from '#lib/reviews/server/calibration-closing.ts';
import { calibrationPage, consensusReader } from '#lib/reviews/server/calibration-page.ts';
import { addRemark } from '#lib/reviews/server/calibration-remarks.ts';
import { refused } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const session = await calibrationPage(locals, params.id);
	return session ? { session } : error(404, 'not-found');
};

const field = (data: FormData, name: string): string => {
	const value = data.get(name);
	return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
};

export const actions: Actions = {
	/** Says something about a criterion, a call, or the whole. */
	remark: async ({ locals, params, request }) => {
		const data = await request.formData();
		const about = {
			recordingId: field(data, 'call') || null,
			itemKey: field(data, 'item') || null
		};
		const words = field(data, 'words');
		const outcome = await addRemark(locals, { calibrationId: params.id, ...about, words });
		if (!outcome.ok) return refused(outcome, { form: 'remark', words });
		redirect(303, `/calibrations/${params.id}#talk`);
	},
	/** Closes the session with what was agreed on. */
	close: async ({ locals, params, request }) => {
		const data = await request.formData();
		const words = field(data, 'words');
		const consensus = postedConsensus(data, await consensusReader(locals, params.id));
		const propose = field(data, 'propose') === 'yes';
		const asked = { calibrationId: params.id, consensus, words, propose };
		const outcome = await closeCalibration(locals, asked);
		if (!outcome.ok) return refused(outcome, { form: 'close', words });
		redirect(303, `/calibrations/${params.id}`);
	}
};
