import type { RequestHandler } from './$types';

/**
 * Whether the sign-in of `?as=ID` still holds: 204, or 401. Asked by pages that must know before
 * somebody types on; it does not lengthen the sign-in (hooks.server.ts).
 */
export const GET: RequestHandler = ({ locals, url }) => {
	const as = url.searchParams.get('as');
	return new Response(null, { status: as === null || as === locals.actor.id ? 204 : 401 });
};
