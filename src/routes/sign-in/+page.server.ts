import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { signInInput } from '#lib/auth/sign-in-input.ts';
import { codeCookie } from '#lib/auth/server/cookies.ts';
import { signIn } from '#lib/auth/server/sign-in.ts';
import { doorOf, enter } from './enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.signedIn) redirect(303, '/');
	return { done: url.searchParams.get('done') };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, cookies, url } = event;
		const form = Object.fromEntries(await request.formData());
		const input = v.safeParse(signInInput, form);
		const staffNo = typeof form.staffNo === 'string' ? form.staffNo.slice(0, 64) : '';
		if (!input.success) return fail(422, { staffNo, refusal: 'wrong' as const, seconds: 0 });

		const outcome = await signIn(locals, { ...input.output, ...doorOf(event) });
		if (!outcome.ok) {
			const seconds = Number(outcome.facts?.seconds ?? 0);
			return fail(outcome.refusal === 'wrong' ? 401 : 429, {
				staffNo,
				refusal: outcome.refusal,
				seconds
			});
		}
		if (outcome.value.kind === 'in') return enter(event, outcome.value);
		const { name, options } = codeCookie(url);
		cookies.set(name, outcome.value.pending, options);
		redirect(303, `/sign-in/code${url.search}`);
	}
};
