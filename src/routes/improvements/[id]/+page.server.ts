import { actionPageData } from '#lib/coaching/server/improvement-pages.ts';
import { takeActionStep } from '#lib/coaching/server/improvements.ts';
import { itemNames } from '#lib/coaching/server/item-names.ts';
import type { ActionStep } from '#lib/coaching/steps.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { answered, found, unread } from '../../follow-up-answer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const data = found(await actionPageData(locals, params.id));
	const { rubricKey, itemKey } = data.action;
	return { ...data, words: (await itemNames(locals.db.read))[`${rubricKey}:${itemKey}`] };
};

const take = async (
	event: RequestEvent,
	stepOf: (typed: string | undefined) => ActionStep | undefined
) => {
	const { locals, params, request } = event;
	const kept = keptFields(await request.formData());
	const step = stepOf(kept.step);
	if (!step) return unread(kept);
	const taken = { actionId: params.id, step, words: kept.words ?? '' };
	const outcome = await takeActionStep(locals, taken);
	return outcome.ok ? { taken: step } : answered(outcome, kept);
};

export const actions: Actions = {
	completion: (event) => take(event, () => 'done'),
	judgement: (event) =>
		take(event, (typed) =>
			typed === 'effective' || typed === 'not-effective' ? typed : undefined
		),
	cancellation: (event) => take(event, () => 'called-off')
};
