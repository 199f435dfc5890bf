import { error } from '@sveltejs/kit';
import { librarySearch, parseLibraryFilter } from '#lib/coaching/library-filter.ts';
import { libraryPage } from '#lib/coaching/server/library-page.ts';
import { heldAmong } from '#lib/custody/server/held.ts';
import { may } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'library.read')) error(403, 'library-not-allowed');
	const filter = parseLibraryFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const held = (ids: readonly string[]) => heldAmong(locals.db.read, ids);
	const { rows, next, items } = await libraryPage(locals, { filter, after, held });
	const search = librarySearch(filter);
	return {
		rows,
		items,
		typed: Object.fromEntries(search),
		...pageLinks('/library', search, { after, next })
	};
};
