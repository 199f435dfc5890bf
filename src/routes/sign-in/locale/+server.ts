import { error, redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/negotiate.ts';
import { localeCookie, localeCookieOptions } from '#lib/auth/server/cookies.ts';
import type { RequestHandler } from './$types';

/** Chooses the language of the pages before signing in. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const locale = (await request.formData()).get('locale');
	if (!isLocale(locale)) error(422, 'bad-request');
	cookies.set(localeCookie, locale, localeCookieOptions(url));
	redirect(303, '/sign-in');
};
