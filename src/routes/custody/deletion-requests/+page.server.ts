import { error } from '@sveltejs/kit';
import { parseDeletionFilter } from '#lib/custody/deletion-filter.ts';
import { deletionPage } from '#lib/custody/server/deletion-list.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'custody.read'))) error(404, 'not-found');
	const filter = parseDeletionFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await deletionPage(locals, { filter, after });
	const search = searchOf(filter);
	return {
		rows,
		group: filter.group,
		typed: Object.fromEntries(search),
		...pageLinks('/custody/deletion-requests', search, { after, next })
	};
};
