import { taskPageData } from '#lib/coaching/server/queries.ts';
import { takeTaskStep } from '#lib/coaching/server/tasks.ts';
import { itemNames } from '#lib/coaching/server/item-names.ts';
import type { TaskStep } from '#lib/coaching/steps.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { answered, found } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = found(await taskPageData(locals, params.id));
	const { rubricKey, itemKey } = data.task;
	const named =
		rubricKey && itemKey ? (await itemNames(locals.db.read))[`${rubricKey}:${itemKey}`] : undefined;
	return { ...data, itemText: named?.text, readerId: locals.actor.id };
};

const take = (step: TaskStep) => async (event: RequestEvent) => {
	const { locals, params, request } = event;
	const kept = keptFields(await request.formData());
	const taken = { taskId: params.id, step, words: kept.words ?? '' };
	const outcome = await takeTaskStep(locals, taken);
	return outcome.ok ? { taken: step } : answered(outcome, { ...kept, step });
};

export const actions: Actions = {
	acknowledgement: take('acknowledged'),
	completion: take('done'),
	cancellation: take('called-off')
};
