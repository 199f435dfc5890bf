/** Calls a route's handler without a build, and gives what the client would get. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { onTestFinished } from 'vitest';
import { readConfig } from '#lib/platform/server/config.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { createLogger } from '#lib/platform/server/logger.ts';

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

interface Asked {
	/** Route id and handler. */
	of: readonly [string, string];
	/** Stands for every parameter of the route that is not given. */
	id: string;
	params?: Record<string, string>;
	/** Fields of the form, or the JSON of a PUT. */
	form?: Record<string, unknown>;
	search?: string;
}

/** What a handler is called with, as far as those of this program look at it. */
export function eventOf(locals: object, { of, id, params, form = {}, search = '' }: Asked) {
	const [route, name] = of;
	const named = [...route.matchAll(/\[(\w+)(?:=\w+)?\]/g)].map(([, key]) => [key!, id]);
	const given: Record<string, string> = { ...Object.fromEntries(named), ...params };
	const pathname = route.replace(/\[(\w+)(?:=\w+)?\]/g, (_, key: string) => given[key]!);
	const url = new URL(`http://localhost${pathname}${search}`);
	const method = name.startsWith('?/') ? 'POST' : name === 'load' ? 'GET' : name;
	const body =
		method === 'POST'
			? new URLSearchParams(form as Record<string, string>)
			: method === 'PUT'
				? JSON.stringify(form)
				: undefined;
	return {
		...{ locals, params: given, url, route: { id: route }, isDataRequest: false },
		...{ setHeaders: () => undefined, depends: () => undefined, getClientAddress: () => '::1' },
		cookies: { get: () => undefined, set: () => undefined, delete: () => undefined },
		parent: () => Promise.resolve({}),
		request: new Request(url, { method, ...(body === undefined ? {} : { body }) })
	};
}

/** `locals.runtime` of the running test: a store without a file in it, and nothing that analyses. */
export function emptyRuntime(db: Db, now: Date) {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-routes-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const config = readConfig({ LISTENBACK_DATA: path.join(folder, 'data') });
	const store = localStore(folder);
	return { db, config, store, now: () => now, logger: createLogger('silent'), analyser: {} };
}
