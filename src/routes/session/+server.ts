import type { RequestHandler } from './$types';

/**
 * Whether the sign-in of `?as=ID` still holds: 204, or 401. Asked by pages that must know before
 * somebody types on; it does not lengthen the sign-in (hooks.server.ts).
 */
export const GET: RequestHandler = ({ locals, url }) => {
	const as = url.searchParams.get('as');
	const holds = as === null || as === locals.actor.id;
	return new Response(null, { status: holds ? 204 : 401, headers: endOf(locals) });
};

/** Somebody wants to go on. Every request by a person lengthens the sign-in; this one does nothing else. */
export const POST: RequestHandler = ({ locals }) =>
	new Response(null, { status: 204, headers: endOf(locals) });

/** How long the sign-in still holds when nothing is asked, in milliseconds, and whether that can be lengthened. */
function endOf({ sessionEndsAt }: App.Locals) {
	const leftMs = Math.max(0, (sessionEndsAt?.getTime() ?? 0) - Date.now());
	return { 'listenback-session-left': String(leftMs), 'cache-control': 'private, no-store' };
}
