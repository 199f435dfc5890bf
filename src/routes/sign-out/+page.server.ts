import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#lib/auth/server/cookies.ts';
import { signOut } from '#lib/auth/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async ({ locals, cookies, url, setHeaders }) => {
		if (locals.sessionHandle) await signOut(locals, locals.sessionHandle);
		const { name, options } = sessionCookie(url);
		cookies.delete(name, options);
		setHeaders({ 'clear-site-data': '"storage"' });
		redirect(303, '/sign-in');
	}
};
