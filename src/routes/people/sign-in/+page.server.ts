import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { setSignInSettings, signInSettingsAt } from '#lib/auth/server/sign-in-settings.ts';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { signInSettingsForm } from '#lib/auth/sign-in-settings.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!may(locals.actor, 'people.manage')) error(403, 'forbidden');
	return {
		settings: await signInSettingsAt(locals.db.read, locals.now),
		stepUp: await stepUpNeed(locals)
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!may(locals.actor, 'people.manage')) error(403, 'forbidden');
		const form = await request.formData();
		const secondFactorRoles = form.getAll('secondFactorRoles');
		const input = v.safeParse(signInSettingsForm, {
			...Object.fromEntries(form),
			secondFactorRoles
		});
		if (!input.success) return fail(422, { refusal: 'invalid', seconds: 0, typed: undefined });
		const { stepUpPassword, stepUpCode, ...typed } = input.output;
		const proof = { handle: locals.sessionHandle, ...stepUpOf({ stepUpPassword, stepUpCode }) };
		const outcome = await setSignInSettings(locals, typed, proof);
		const seconds = outcome.ok ? 0 : Number(outcome.facts?.seconds ?? 0);
		return outcome.ok ? { done: true } : fail(409, { refusal: outcome.refusal, seconds, typed });
	}
};
