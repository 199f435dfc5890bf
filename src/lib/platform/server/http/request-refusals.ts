/** What no page of ours sends, by its first line and headers: refused before anything reads it. */
import type { IncomingMessage } from 'node:http';
import { isOwnRequest, isOwnRead } from './request-origin.ts';

/** A status and the sentence that goes with it. */
export type Refusal = [status: number, sentence: string];

const KIB = 1024;
/** Pages that take a file; Kit holds chunked bodies to the same size (src/server.ts). */
const takesFiles = /^\/(calendar\/(import|roster)|rubrics\/import)$/;
const FILE_BYTES = 512 * KIB;
const BODY_BYTES = 256 * KIB;

const bodies =
	/^(application\/(x-www-form-urlencoded|json|csp-report)|multipart\/form-data)\s*(;|$)/i;

/** Why a request is refused, or undefined. `origin` is the one it was made at. */
export function reasonToRefuse(request: IncomingMessage, origin: URL): Refusal | undefined {
	const { method, url = '', headers } = request;
	const path = url.split('?', 1)[0]!;
	if (!isPlainPath(path)) return [400, 'Bad request'];
	if (method === 'TRACE' || method === 'CONNECT') return [405, 'Method not allowed'];
	if (!isOwnRequest(method, headers, origin) || !isOwnRead(path, headers))
		return [403, 'Request from another site'];
	const bytes = Number(headers['content-length'] ?? 0);
	if (bytes > (takesFiles.test(path) ? FILE_BYTES : BODY_BYTES)) return [413, 'Too large'];
	const hasBody = bytes > 0 || 'transfer-encoding' in headers;
	if (hasBody && !bodies.test(headers['content-type'] ?? '')) return [415, 'Unknown content type'];
	return undefined;
}

/**
 * True for paths that can be read in one way only: no empty, dotted or dot-ended segment, no
 * backslash, no slash or dot in disguise, no control character, nothing that does not decode.
 */
export function isPlainPath(path: string): boolean {
	if (!path.startsWith('/') || /\/\/|\\|%(2[ef]|5c|00)/i.test(path)) return false;
	if (/\.(\/|$)/.test(path)) return false;
	try {
		return !/[\p{Cc}\u2028\u2029]/u.test(decodeURIComponent(path));
	} catch {
		return false;
	}
}
