import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { codeInput } from '#lib/auth/second-factor-input.ts';
import { codeCookie } from '#lib/auth/server/cookies.ts';
import { awaitsCode, signInByCode } from '#lib/auth/server/sign-in-code.ts';
import { doorOf, enter } from '../enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	if (locals.signedIn) redirect(303, '/');
	const pending = cookies.get(codeCookie(url).name) ?? '';
	if (!(await awaitsCode(locals, pending))) redirect(303, '/sign-in?done=code-expired');
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, request, url } = event;
		const input = v.safeParse(codeInput, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'code-wrong' as const, seconds: 0 });
		const { code } = input.output;
		const pending = cookies.get(codeCookie(url).name) ?? '';
		const outcome = await signInByCode(locals, { pending, code, ...doorOf(event) });
		if (outcome.ok) return enter(event, outcome.value);
		if (outcome.refusal === 'code-expired') redirect(303, '/sign-in?done=code-expired');
		const seconds = Number(outcome.facts?.seconds ?? 0);
		return fail(outcome.refusal === 'wait' ? 429 : 401, { refusal: outcome.refusal, seconds });
	}
};
