import { error, redirect } from '@sveltejs/kit';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { decideDeletion } from '#lib/custody/server/decide-deletion.ts';
import { deletionView } from '#lib/custody/server/deletion-page.ts';
import { withdrawDeletion } from '#lib/custody/server/deletion-requests.ts';
import { restoreFromQuarantine } from '#lib/custody/server/restore-deletion.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { oneOf } from '#lib/shared/address.ts';
import { refused } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

const done = ['applied', 'approved', 'rejected', 'withdrawn', 'restored'] as const;
const outcomes = ['approved', 'rejected'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store, analyser } = locals.runtime;
	const view = await deletionView({ ...locals, store, analyser }, params.id);
	if (!view) error(404, 'not-found');
	return {
		...view,
		stepUp: await stepUpNeed(locals),
		done: oneOf(done, url.searchParams.get('done')) ?? null
	};
};

const back = (id: string, step: (typeof done)[number]): never =>
	redirect(303, `/custody/deletion-requests/${id}?done=${step}`);

export const actions: Actions = {
	decide: async ({ locals, params, request }) => {
		const { stepUpPassword = '', stepUpCode = '', ...kept } = keptFields(await request.formData());
		const outcome = oneOf(outcomes, kept.outcome ?? null);
		if (!outcome) return refused({ ok: false, refusal: 'invalid' }, kept);
		const { store, analyser } = locals.runtime;
		const decided = await decideDeletion(
			{ ...locals, store, analyser },
			{
				requestId: params.id,
				outcome,
				reason: kept.reason ?? '',
				confirmed: kept.confirmed === 'yes',
				proof: { handle: locals.sessionHandle, password: stepUpPassword, code: stepUpCode }
			}
		);
		return decided.ok ? back(params.id, outcome) : refused(decided, kept);
	},
	withdraw: async ({ locals, params }) => {
		const withdrawn = await withdrawDeletion(locals, params.id);
		return withdrawn.ok ? back(params.id, 'withdrawn') : refused(withdrawn, {});
	},
	restore: async ({ locals, params, request }) => {
		const kept = keptFields(await request.formData());
		const input = { requestId: params.id, reason: kept.reason ?? '' };
		const restored = await restoreFromQuarantine(locals, input);
		return restored.ok ? back(params.id, 'restored') : refused(restored, kept);
	}
};
