import { error } from '@sveltejs/kit';
import { tombstonePage } from '#lib/custody/server/deletion-list.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import type { PageServerLoad } from './$types';

/** Longest key of a recording that is looked for. */
const LONGEST_KEY = 500;

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'custody.read'))) error(404, 'not-found');
	const typed = url.searchParams.get('key')?.replaceAll('\u0000', '').trim().slice(0, LONGEST_KEY);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await tombstonePage(locals, { search: typed || undefined, after });
	const search = new URLSearchParams(typed ? { key: typed } : {});
	return {
		rows,
		typed: Object.fromEntries(search),
		...pageLinks('/custody/tombstones', search, { after, next })
	};
};
