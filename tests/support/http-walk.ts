/** Every address of the server as a client would ask for it, and what each answer has to carry. */
import { newId } from '#lib/platform/server/ids.ts';
import { routePolicy } from '#src/route-policy.ts';
import type { Bound } from '#src/route-policy/bound.ts';
import type { Answer } from './plain-http.ts';

export interface Address {
	/** As `routePolicy` names it. */
	route: string;
	/** `load`, `?/name`, or a method. */
	name: string;
	method: string;
	path: string;
	isPage: boolean;
	bound: readonly Bound[];
}

const parameter = /\[(\w+)(?:=\w+)?\]/g;

/** All handlers; `params` fills the addresses, an unknown id where it names none. */
export const addresses = (params: (route: string) => Record<string, string>): Address[] =>
	Object.entries(routePolicy).flatMap(([route, names]) =>
		Object.entries(names)
			.filter(([name]) => name !== 'layout')
			.map(([name, bound]) => addressOf(route, name, [bound].flat(), params(route)))
	);

function addressOf(
	route: string,
	name: string,
	bound: readonly Bound[],
	params: Record<string, string>
): Address {
	const isPage = !/^[A-Z]+$/.test(name);
	const place = route.replace(parameter, (_, key: string) => params[key] ?? newId());
	const named = name.startsWith('?/') && name !== '?/default';
	const method = name === 'load' ? 'GET' : isPage ? 'POST' : name;
	return { route, name, method, path: named ? `${place}${name}` : place, isPage, bound };
}

/** Where a page's data is fetched by scripts. */
export const dataOf = (path: string): string =>
	path === '/' ? '/__data.json' : `${path}/__data.json`;

const always: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
};
const sandbox = "default-src 'none'; frame-ancestors 'none'; sandbox";
const pageRules = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", 'report-uri'];
const never =
	/^(server|x-powered-by|x-sveltekit-page|access-control-.*|x-listenback-.*|public-key-pins)$/;

/** What of the promises in docs/security.md, section 3, an answer to `path` breaks. */
export function brokenPromises(path: string, { headers, status, body }: Answer): string[] {
	const text = (name: string) => String(headers[name] ?? '');
	const broken = Object.entries(always)
		// Of an origin that is not ours nothing is promised to a browser.
		.filter(([name]) => !(status === 421 && name === 'cross-origin-opener-policy'))
		.filter(([name, value]) => text(name) !== value)
		.map(([name]) => name);
	broken.push(...Object.keys(headers).filter((name) => never.test(name)));
	const hashed = /^\/_app\/immutable\//.test(path) && status === 200;
	const kept = hashed ? 'public,max-age=31536000,immutable' : 'private, no-store';
	if (text('cache-control').replaceAll(', ', ',') !== kept.replaceAll(', ', ','))
		broken.push(`cache-control: ${text('cache-control')}`);
	const policy = text('content-security-policy');
	const isPage = text('content-type').startsWith('text/html') && policy !== sandbox;
	if (isPage ? !isStrict(policy) : policy !== sandbox) broken.push(`policy: ${policy}`);
	if (body !== '' && text('content-type') === '') broken.push('content-type');
	if (/<[^>]+ style="/.test(body)) broken.push('style attribute');
	return broken.map((name) => `${status} ${path}: ${name}`);
}

const isStrict = (policy: string): boolean =>
	pageRules.every((rule) => policy.includes(rule)) &&
	/script-src 'self' 'nonce-[\w+/=]+'/.test(policy) &&
	!/unsafe|\*|https?:|data:(?! blob)/.test(policy.replace("img-src 'self' data: blob:", ''));

/** An answer without what differs from one asking to the next: the nonce, the time, and the id that was asked for. */
export const plain = ({ body }: Pick<Answer, 'body'>, id: string): string =>
	body
		.replaceAll(id, '0'.repeat(id.length))
		.replace(/nonce="[\w+/=]+"/g, 'nonce')
		.replace(/new Date\(\d{13}\)|"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, 'now');
