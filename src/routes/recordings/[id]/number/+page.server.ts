import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { keptFields } from '#lib/duty/task-forms.ts';
import { maskedNumber, unmaskNumber } from '#lib/recordings/server/unmask.ts';
import { unmaskInput } from '#lib/recordings/unmasking.ts';
import { denied, type Answered } from '../../../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await maskedNumber(locals.db.read, locals, params.id);
	if (!found || found.verdict === 'hidden') error(404, 'recording-not-found');
	if (found.verdict === 'forbidden') error(403, 'forbidden');
	return { id: params.id, masked: found.masked };
};

export const actions: Actions = {
	/** The number stands in this one answer: in no address, and in no page that is read again. */
	default: async ({ locals, params, request, setHeaders }) => {
		setHeaders({ 'cache-control': 'private, no-store' });
		const kept = keptFields(await request.formData());
		const input = v.safeParse(unmaskInput, kept);
		if (!input.success) return fail<Answered>(422, { refusal: 'malformed', kept });
		const outcome = await unmaskNumber(locals, { recordingId: params.id, ...input.output });
		if (outcome.ok) return { shown: outcome.value };
		const { refusal, facts } = outcome;
		if (refusal === 'not-found' || refusal === 'not-allowed') denied(refusal);
		return fail<Answered>(refusal === 'reason-missing' ? 422 : 409, { refusal, facts, kept });
	}
};
