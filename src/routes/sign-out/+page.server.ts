import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#lib/auth/server/cookies.ts';
import { signOut } from '#lib/auth/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	/** What a person could not save yet stays in the browser, under their id (reviews/ui/local-draft.ts). */
	default: async ({ locals, cookies, url }) => {
		if (locals.sessionHandle) await signOut(locals, locals.sessionHandle);
		const { name, options } = sessionCookie(url);
		cookies.delete(name, options);
		redirect(303, '/sign-in');
	}
};
