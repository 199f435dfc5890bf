/**
 * The origin at which a request was made, and whether a page of that origin made it.
 *
 * Plain http by any known host, unless the request came by the public address (`ORIGIN`): by its
 * host, through a proxy that says so, or from a page of it.
 */
import type { IncomingHttpHeaders } from 'node:http';

const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via'];

/** Scheme and host under which the browser knows this server. */
export function requestOrigin(headers: IncomingHttpHeaders, configured: string | undefined): URL {
	const direct = new URL(`http://${headers.host ?? 'localhost'}`);
	if (!configured) return direct;
	const origin = new URL(configured);
	const byProxy =
		direct.host === new URL(`http://${origin.host}`).host ||
		headers.origin === origin.origin ||
		proxied.some((name) => name in headers);
	return byProxy ? origin : direct;
}

const safe = ['GET', 'HEAD', 'OPTIONS'];

/**
 * True for safe methods, and for others when the browser says that a page of ours asks, whatever
 * the content type. Both headers missing means that no browser asks: then no cookie is sent
 * against anybody's will. `Origin: null` is never ours (docs/decisions/012).
 */
export function isOwnRequest(
	method: string | undefined,
	headers: IncomingHttpHeaders,
	origin: URL
): boolean {
	if (safe.includes(method ?? '')) return true;
	const site = headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin') return false;
	return headers.origin === undefined || headers.origin === origin.origin;
}

/** What a link elsewhere may not lead to either. */
const media = /\/(audio|peaks)$/;

/** False for what another site embeds or fetches; a link that leads here is followed, but not into the sound. */
export function isOwnRead(path: string, headers: IncomingHttpHeaders): boolean {
	const site = headers['sec-fetch-site'];
	if (site !== 'cross-site' && site !== 'same-site') return true;
	const followed =
		headers['sec-fetch-mode'] === 'navigate' &&
		(headers['sec-fetch-dest'] ?? 'document') === 'document';
	return followed && !media.test(path);
}
