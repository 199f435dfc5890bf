import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { awaitsSetUp, setUpCentre } from '#lib/auth/server/set-up.ts';
import { setUpInput } from '#lib/auth/set-up-input.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!(await awaitsSetUp(locals))) error(404, 'not-found');
	return { token: url.searchParams.get('token') ?? '' };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		if (!(await awaitsSetUp(locals))) error(404, 'not-found');
		const { password, repeated, ...typed } = Object.fromEntries(await request.formData());
		const kept = v.parse(keptInput, typed);
		if (password !== repeated) return fail(422, { kept, refusal: 'not-repeated' as const });
		const input = v.safeParse(setUpInput, { ...typed, password });
		if (!input.success) return fail(422, { kept, refusal: 'invalid' as const });

		const outcome = await setUpCentre(locals, input.output);
		if (!outcome.ok) return fail(409, { kept, refusal: outcome.refusal });
		redirect(303, '/sign-in?done=set-up');
	}
};

/** What is shown again after a refusal: all but the passwords. */
const keptInput = v.object({
	token: v.fallback(v.string(), ''),
	department: v.fallback(v.string(), ''),
	staffNo: v.fallback(v.string(), ''),
	name: v.fallback(v.string(), '')
});
