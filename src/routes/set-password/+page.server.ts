import { fail, redirect } from '@sveltejs/kit';
import { browserCookie } from '#lib/auth/server/cookies.ts';
import { passwordLinkPerson, setPasswordByLink } from '#lib/auth/server/credentials.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const token = url.searchParams.get('token') ?? '';
	const person = await passwordLinkPerson(locals, token);
	return { person: person && { name: person.name, staffNo: person.staffNo } };
};

export const actions: Actions = {
	default: async ({ locals, request, cookies, url }) => {
		const form = await request.formData();
		const password = form.get('password');
		if (typeof password !== 'string') return fail(422, { refusal: 'invalid' as const });
		if (password !== form.get('repeated')) return fail(422, { refusal: 'not-repeated' as const });

		const token = url.searchParams.get('token') ?? '';
		const outcome = await setPasswordByLink(locals, token, password);
		if (!outcome.ok) return fail(409, { refusal: outcome.refusal });
		const { name, options } = browserCookie(url);
		cookies.set(name, outcome.value.browser, options);
		redirect(303, '/sign-in?done=password-set');
	}
};
