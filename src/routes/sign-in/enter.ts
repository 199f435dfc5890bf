import { redirect, type RequestEvent } from '@sveltejs/kit';
import { safeNext } from '#lib/auth/next-path.ts';
import { browserCookie, codeCookie, sessionCookie } from '#lib/auth/server/cookies.ts';
import type { LetIn } from '#lib/auth/server/let-in.ts';

/** Leaves the cookies of a sign-in and opens the page that was wanted. */
export function enter({ cookies, url }: RequestEvent, signedIn: LetIn) {
	const { token, browser } = signedIn;
	const session = sessionCookie(url);
	cookies.set(session.name, token, session.options);
	const known = browserCookie(url);
	cookies.set(known.name, browser, known.options);
	const code = codeCookie(url);
	cookies.delete(code.name, code.options);
	redirect(303, safeNext(url.searchParams.get('next')));
}

/** From where the request comes. */
export const doorOf = ({ cookies, locals, request, url }: RequestEvent) => ({
	address: locals.address,
	agent: request.headers.get('user-agent') ?? '',
	browser: cookies.get(browserCookie(url).name)
});
