/** `__Host-` and Secure when the page came by https, else a plain name. */
const hostCookie = (origin: URL, [safe, plain]: [string, string], maxAge?: number) => ({
	name: origin.protocol === 'https:' ? `__Host-${safe}` : plain,
	options: {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: origin.protocol === 'https:',
		...(maxAge && { maxAge })
	} as const
});

export const sessionCookie = (origin: URL) =>
	hostCookie(origin, ['listenback', 'listenback_session']);

/** Of a sign-in between its password and its code: the code is taken in this browser alone. */
export const codeCookie = (origin: URL) =>
	hostCookie(origin, ['listenback-code', 'listenback_code'], 5 * 60);

/** By which a browser is known again, signed in or not (known-browsers.ts). */
export const browserCookie = (origin: URL) =>
	hostCookie(origin, ['listenback-browser', 'listenback_browser'], 180 * 86_400);

/** Cookie of a language chosen before signing in; read again by no script. */
export const localeCookie = 'listenback_locale';

export const localeCookieOptions = (origin: URL) =>
	({
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: origin.protocol === 'https:',
		maxAge: 365 * 86_400
	}) as const;
