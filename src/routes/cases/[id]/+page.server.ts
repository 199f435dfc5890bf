import { takeCaseStep } from '#lib/accountability/server/case-steps.ts';
import type { CaseStep } from '#lib/accountability/measure.ts';
import { casePageData } from '#lib/accountability/server/queries.ts';
import { withPayBase } from '#lib/accountability/server/share-of-pay.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { answered, found } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = found(await casePageData(locals, params.id));
	return { ...data, pay: await withPayBase(locals, data.found) };
};

const take = (step: CaseStep) => async (event: RequestEvent) => {
	const { locals, params, request } = event;
	const kept = keptFields(await request.formData());
	const taken = { caseId: params.id, step, words: kept.words ?? '' };
	const outcome = await takeCaseStep(locals, taken);
	return outcome.ok ? { taken: step } : answered(outcome, { ...kept, step });
};

export const actions: Actions = {
	service: take('served'),
	acknowledgement: take('acknowledged'),
	statement: take('statement'),
	rectification: take('rectified'),
	check: take('checked'),
	closure: take('closed')
};
