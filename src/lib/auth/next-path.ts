/**
 * The page to open after signing in: a path of this server, or the first page. Anything that a
 * browser could read as another server (`//host`, `/\\host`, a scheme) is not followed.
 */
export function safeNext(next: string | null | undefined): string {
	if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return '/';
	return /^\/(sign-in|sign-out|set-up|set-password)([/?]|$)/.test(next) ? '/' : next;
}
