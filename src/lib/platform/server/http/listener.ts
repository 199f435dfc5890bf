import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { clientAddress } from './client-address.ts';
import { isKnownHost, ownAddresses, plainAddress } from './hosts.ts';
import { CSP_REPORT_PATH, violations, type Violation } from './csp-reports.ts';
import { requestOrigin } from './request-origin.ts';
import { reasonToRefuse } from './request-refusals.ts';
import { secure } from './response-headers.ts';
import { signInGate } from './sign-in-gate.ts';

/** What Kit's handler is: it answers, or calls `next` when nothing of it fits. */
export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
) => unknown;

/** Names of the request headers by which the listener tells Kit what it found; clients cannot set them. */
export const internal = {
	PROTOCOL_HEADER: 'x-listenback-protocol',
	HOST_HEADER: 'x-listenback-host',
	ADDRESS_HEADER: 'x-listenback-address'
};

type Settings = Pick<Config, 'origin' | 'hosts' | 'proxies'>;

/** Refuses what no page of ours sends, adds the security headers, and hands the rest to Kit; `note` is told of broken policies. */
export function listener(
	settings: Settings,
	handler: Handler,
	note: (violation: Violation) => void = () => undefined
) {
	const report = violations(note);
	const known = {
		origin: settings.origin ? new URL(settings.origin).host : undefined,
		further: settings.hosts
	};
	const addresses = remembered(ownAddresses, 10_000);
	const gate = signInGate();
	return (request: IncomingMessage, response: ServerResponse): void => {
		const { headers, socket } = request;
		const local = [plainAddress(socket.localAddress ?? ''), ...addresses()];
		if (!isKnownHost(headers.host, known, local)) {
			secure(response, undefined);
			refuse(response, 421, 'Unknown host: add it to LISTENBACK_HOSTS or set ORIGIN.');
			return;
		}
		const origin = requestOrigin(headers, settings.origin);
		secure(response, origin);
		const client = clientAddress(
			socket.remoteAddress,
			[headers['x-forwarded-for']].flat().join(','),
			settings.proxies
		);
		const refusal = reasonToRefuse(request, origin) ?? gate(request, client);
		if (refusal) {
			refuse(response, ...refusal);
			return;
		}
		if (request.method === 'POST' && request.url === CSP_REPORT_PATH) {
			void report(request, response);
			return;
		}
		if (isPlainForm(request)) headers.accept = 'text/html';
		headers[internal.PROTOCOL_HEADER] = origin.protocol.slice(0, -1);
		headers[internal.HOST_HEADER] = origin.host;
		headers[internal.ADDRESS_HEADER] = client;
		handler(request, response, () => refuse(response, 404, 'Not found'));
	};
}

/** A form posted by a program that takes anything: Kit would answer JSON with status 200, not the redirect of a form. */
function isPlainForm({ method, headers }: IncomingMessage): boolean {
	const anything = headers.accept === undefined || headers.accept === '*/*';
	const form = /^(application\/x-www-form-urlencoded|multipart\/form-data)/;
	return (
		method === 'POST' &&
		anything &&
		!('x-sveltekit-action' in headers) &&
		form.test(headers['content-type'] ?? '')
	);
}

function refuse(response: ServerResponse, status: number, sentence: string) {
	response.writeHead(status, {
		...{ 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
		...(status === 429 && { 'retry-after': '3' })
	});
	response.end(`${sentence}\n`);
}

function remembered<Value>(read: () => Value, ms: number): () => Value {
	let at = -Infinity;
	let value: Value;
	return () => {
		if (performance.now() - at > ms) [value, at] = [read(), performance.now()];
		return value;
	};
}
