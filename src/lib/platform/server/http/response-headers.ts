/**
 * Security headers of every response, static files and refusals too. Pages bring a policy of
 * their own with a nonce (svelte.config.js), which replaces the one set here.
 *
 * Nothing is to be kept by browsers or proxies unless an answer says otherwise: only files whose
 * name holds a hash of their content do. How `no-referrer` goes with an Origin check of our own
 * forms: docs/decisions/012.
 */
import type { ServerResponse } from 'node:http';

const always = {
	'cache-control': 'private, no-store',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
};
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const telltale = ['x-sveltekit-page', 'x-powered-by', 'server'];

/**
 * Sets the headers now and, when the head is written, removes what tells of the machinery; what is
 * refused is never kept, and is text where it does not say what it is.
 */
export function secure(response: ServerResponse, origin: URL | undefined): void {
	for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
	const https = origin?.protocol === 'https:';
	// Browsers ignore it, with a warning, where they do not trust the origin.
	if (https || loopback.has(origin?.hostname ?? ''))
		response.setHeader('cross-origin-opener-policy', 'same-origin');
	if (https) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
	const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
	response.writeHead = (...head: unknown[]) => {
		for (const name of telltale) response.removeHeader(name);
		if (Number(head[0]) >= 400) {
			response.setHeader('cache-control', always['cache-control']);
			if (head.length === 1 && !response.hasHeader('content-type'))
				response.setHeader('content-type', 'text/plain; charset=utf-8');
		}
		return writeHead(...head);
	};
}
