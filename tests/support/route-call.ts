/** Calls a route's handler without a build, and gives what the client would get. */
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { routePolicy } from '../../src/routes/policy.ts';

type Handler = (event: unknown) => unknown;
type Module = Record<string, unknown> & { actions?: Record<string, Handler> };

const modules = {
	...import.meta.glob('../../src/routes/**/+page.server.ts'),
	...import.meta.glob('../../src/routes/**/+server.ts')
} as Record<string, () => Promise<Module>>;

/** The function behind a handler as `routePolicy` names it. */
export async function handlerOf(route: string, name: string): Promise<Handler> {
	const folder = `../../src/routes${route === '/' ? '' : route}`;
	const file = /^[A-Z]+$/.test(name) ? '+server.ts' : '+page.server.ts';
	const module = await modules[`${folder}/${file}`]!();
	return (name.startsWith('?/') ? module.actions![name.slice(2)] : module[name]) as Handler;
}

export interface Answer {
	status: number;
	/** Text of the body; of a page the data that its load gives, as JSON. */
	body: string;
}

/** Status and body, also of what is thrown: errors, redirects. */
export async function answerOf(handler: Handler, event: unknown): Promise<Answer> {
	try {
		const given = await handler(event);
		if (given instanceof Response) return { status: given.status, body: await given.text() };
		const status = (given as { status?: unknown } | undefined)?.status;
		return { status: typeof status === 'number' ? status : 200, body: JSON.stringify(given) };
	} catch (thrown) {
		if (isHttpError(thrown)) return { status: thrown.status, body: JSON.stringify(thrown.body) };
		if (isRedirect(thrown)) return { status: thrown.status, body: thrown.location };
		throw thrown;
	}
}

/** All handlers whose route lies under `prefix`: `[route, handler]`. */
export const handlersUnder = (prefix: string): [string, string][] =>
	Object.entries(routePolicy).flatMap(([route, names]) =>
		route === prefix || route.startsWith(`${prefix}/`)
			? Object.keys(names).map((name): [string, string] => [route, name])
			: []
	);
