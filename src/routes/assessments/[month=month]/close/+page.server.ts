import { error } from '@sveltejs/kit';
import {
	filesInput,
	lockInput,
	unlockDecisionInput,
	unlockInput
} from '#lib/assessments/close-forms.ts';
import { closePage } from '#lib/assessments/server/close-page.ts';
import { lockMonth } from '#lib/assessments/server/lock-month.ts';
import { askUnlock, decideUnlock } from '#lib/assessments/server/unlock-month.ts';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { keptFilesOf } from '#lib/reports/server/keep-files.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import { answerClose } from './answer.ts';
import { madeFiles } from './made-files.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const month = parseMonth(params.month)!;
	const page = await closePage(locals, month, url.searchParams.get('department'));
	if (!page) error(404, 'not-found');
	const locks = page.editions.map(({ id }) => id);
	const kept = await keptFilesOf(locals.db.read, locks);
	return { ...page, kept, stepUp: await stepUpNeed(locals) };
};

export const actions: Actions = {
	lock: ({ locals, params, request }) =>
		answerClose(request, { schema: lockInput, form: 'lock' }, async ({ department, ...typed }) => {
			const month = parseMonth(params.month)!;
			const proof = { handle: locals.sessionHandle, ...stepUpOf(typed) };
			const given = { month, departmentId: department, proof };
			const locked = await lockMonth({ ...locals, config: locals.runtime.config }, given);
			if (locked.ok) await madeFiles(locals, month, department);
			return locked;
		}),
	files: ({ locals, params, request }) =>
		answerClose(request, { schema: filesInput, form: 'files' }, ({ department }) =>
			madeFiles(locals, parseMonth(params.month)!, department)
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
