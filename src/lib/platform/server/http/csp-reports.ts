/** What browsers report of pages that broke the content security policy: a line in the log, a few a minute. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export const CSP_REPORT_PATH = '/csp-report';

/** Which rule was broken, and by an address of which kind: never a whole address, it may hold personal data. */
export interface Violation {
	directive: string;
	blocked: string;
}

const A_MINUTE = 10;
const LONGEST = 200;

/** Answers reports with 204 and hands on at most ten a minute. The body is small: the listener has seen to that. */
export function violations(note: (violation: Violation) => void, now = () => performance.now()) {
	let began = -Infinity;
	let told = 0;
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await buffer(request).catch(() => Buffer.alloc(0));
		response.writeHead(204).end();
		if (now() - began > 60_000) [began, told] = [now(), 0];
		const violation = ++told > A_MINUTE ? undefined : readViolation(body.toString());
		if (violation) note(violation);
	};
}

/** Undefined for anything but a report. */
export function readViolation(body: string): Violation | undefined {
	let report: unknown;
	try {
		report = (JSON.parse(body) as Record<string, unknown> | null)?.['csp-report'];
	} catch {
		return undefined;
	}
	if (typeof report !== 'object' || report === null) return undefined;
	const facts = report as Record<string, unknown>;
	const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
	const directive = text('effective-directive') || text('violated-directive');
	return { directive: directive.slice(0, LONGEST), blocked: originOf(text('blocked-uri')) };
}

/** The origin of an address, or the word that stands for code without one, such as `inline`. */
function originOf(address: string): string {
	const { origin = address } = URL.parse(address) ?? {};
	return (origin === 'null' ? address.split(':', 1)[0]! : origin).slice(0, LONGEST);
}
