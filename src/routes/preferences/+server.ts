import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localeCookie, localeCookieOptions } from '#lib/auth/server/cookies.ts';
import { safeNext } from '#lib/auth/next-path.ts';
import { preferencesInput, savePreferences } from '#lib/people/server/preferences.ts';
import type { RequestHandler } from './$types';

/** The user menu's choices; the page it came from is shown again in them. */
export const POST: RequestHandler = async ({ locals, request, cookies, url }) => {
	const { from, ...fields } = Object.fromEntries(await request.formData());
	const input = v.safeParse(preferencesInput, fields);
	if (!input.success) error(422, 'bad-request');

	await savePreferences(locals, input.output);
	if (input.output.locale) cookies.set(localeCookie, input.output.locale, localeCookieOptions(url));
	redirect(303, safeNext(typeof from === 'string' ? from : '/'));
};
