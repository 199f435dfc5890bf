import { error } from '@sveltejs/kit';
import { lockInput, unlockDecisionInput, unlockInput } from '#lib/assessments/close-forms.ts';
import { closePage } from '#lib/assessments/server/close-page.ts';
import { lockMonth } from '#lib/assessments/server/lock-month.ts';
import { askUnlock, decideUnlock } from '#lib/assessments/server/unlock-month.ts';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import { answerClose } from './answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const month = parseMonth(params.month)!;
	const page = await closePage(locals, month, url.searchParams.get('department'));
	if (!page) error(404, 'not-found');
	return { ...page, stepUp: await stepUpNeed(locals) };
};

export const actions: Actions = {
	lock: ({ locals, params, request }) =>
		answerClose(request, { schema: lockInput, form: 'lock' }, ({ department, ...typed }) =>
			lockMonth(
				{ ...locals, config: locals.runtime.config },
				{
					month: parseMonth(params.month)!,
					departmentId: department,
					proof: { handle: locals.sessionHandle, ...stepUpOf(typed) }
				}
			)
		),
	unlock: ({ locals, params, request }) =>
		answerClose(request, { schema: unlockInput, form: 'unlock' }, ({ department, ...typed }) =>
			askUnlock(locals, {
				month: parseMonth(params.month)!,
				departmentId: department,
				reason: typed.reason,
				proof: { handle: locals.sessionHandle, ...stepUpOf(typed) }
			})
		),
	decide: ({ locals, request }) =>
		answerClose(request, { schema: unlockDecisionInput, form: 'decide' }, (typed) =>
			decideUnlock(locals, {
				requestId: typed.request,
				outcome: typed.outcome,
				reason: typed.reason,
				proof: { handle: locals.sessionHandle, ...stepUpOf(typed) }
			})
		)
};
