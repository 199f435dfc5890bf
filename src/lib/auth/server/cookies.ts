/** The session cookie: `__Host-` and Secure when the page came by https, else a plain name. */
export const sessionCookie = (origin: URL) => ({
	name: origin.protocol === 'https:' ? '__Host-listenback' : 'listenback_session',
	options: {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: origin.protocol === 'https:'
	} as const
});

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
