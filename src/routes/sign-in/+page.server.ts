import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { safeNext } from '#lib/auth/next-path.ts';
import { signInInput } from '#lib/auth/sign-in-input.ts';
import { sessionCookie } from '#lib/auth/server/cookies.ts';
import { signIn } from '#lib/auth/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.signedIn) redirect(303, '/');
	return { done: url.searchParams.get('done') };
};

export const actions: Actions = {
	default: async ({ locals, request, cookies, url }) => {
		const form = Object.fromEntries(await request.formData());
		const input = v.safeParse(signInInput, form);
		const staffNo = typeof form.staffNo === 'string' ? form.staffNo.slice(0, 64) : '';
		if (!input.success) return fail(422, { staffNo, refusal: 'wrong' as const, seconds: 0 });

		const agent = request.headers.get('user-agent') ?? '';
		const outcome = await signIn(locals, { ...input.output, address: locals.address, agent });
		if (!outcome.ok) {
			const seconds = Number(outcome.facts?.seconds ?? 0);
			return fail(outcome.refusal === 'wrong' ? 401 : 429, {
				staffNo,
				refusal: outcome.refusal,
				seconds
			});
		}
		const { name, options } = sessionCookie(url);
		cookies.set(name, outcome.value.token, options);
		redirect(303, safeNext(url.searchParams.get('next')));
	}
};
