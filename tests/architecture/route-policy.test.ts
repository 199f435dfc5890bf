/** Every address is bound to the policy, and the policy that it is bound to stands in the code behind it. */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nobodysActions, placedActions, plainActions } from '#lib/people/permission-table.ts';
import { routePolicy } from '#src/route-policy.ts';
import { filesUnder, routeHandlers } from '../support/route-handlers.ts';

const handlers = routeHandlers();
const bound = (route: string, handler: string) => [routePolicy[route]?.[handler] ?? []].flat();
const known: string[] = [...Object.keys(placedActions), ...Object.keys(plainActions)];

/** The file and all of ours that it imports, directly or through others. */
function reached(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file) || !existsSync(file)) return seen;
	seen.add(file);
	for (const [, from] of readFileSync(file, 'utf8').matchAll(/from '((?:#lib|\.)[^']+)'/g))
		reached(
			from!.startsWith('#lib/')
				? path.resolve('src/lib', from!.slice('#lib/'.length))
				: path.resolve(path.dirname(file), from!),
			seen
		);
	return seen;
}

/** Where actions are only listed, not asked for. */
const lists = ['permission-table.ts', 'permissions.ts', 'policy.ts', 'navigation.ts'];
const words = new Map<string, string>();
const textOf = (file: string) => {
	const text = words.get(file) ?? readFileSync(file, 'utf8');
	words.set(file, text);
	return lists.includes(path.basename(file)) ? '' : text;
};

describe('every handler of a route', () => {
	it('is bound to the policy, and nothing is bound that is not there', () => {
		const there = [...handlers].map(([route, names]) => `${route}: ${names.join(' ')}`);
		const declared = Object.entries(routePolicy).map(
			([route, names]) => `${route}: ${Object.keys(names).sort().join(' ')}`
		);
		expect(declared.sort()).toEqual(there.sort());
		expect(handlers.size).toBeGreaterThan(80);
	});

	it('asks, itself or in what it calls, for each action that it is bound to', () => {
		const unasked: string[] = [];
		for (const [route, names] of handlers) {
			const files = ['+page.server.ts', '+layout.server.ts', '+server.ts'].map((name) =>
				path.resolve(`src/routes${route}`, name)
			);
			const texts = [...new Set(files.flatMap((file) => [...reached(file)]))].map(textOf);
			for (const action of names.flatMap((name) => bound(route, name)))
				if (known.includes(action) && !texts.some((text) => text.includes(`'${action}'`)))
					unasked.push(`${route} ${action}`);
		}
		expect(unasked).toEqual([]);
	});
});

describe('every action of the table', () => {
	const sources = filesUnder(path.resolve('src')).filter((file) =>
		/(?<!\.test)\.(ts|svelte)$/.test(file)
	);

	it('is asked for somewhere', () => {
		const texts = sources.map(textOf);
		const unused = known.filter((action) => !texts.some((text) => text.includes(`'${action}'`)));
		expect(unused).toEqual([]);
	});

	it('that nobody has stands in no code', () => {
		for (const action of nobodysActions)
			expect(
				sources.filter((file) => textOf(file).includes(`'${action}'`)),
				action
			).toEqual([]);
	});
});
