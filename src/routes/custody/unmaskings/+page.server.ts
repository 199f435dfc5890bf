import { error } from '@sveltejs/kit';
import { unmaskingPage } from '#lib/custody/server/unmasking-list.ts';
import { parseUnmaskingFilter } from '#lib/custody/unmasking-filter.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'unmasking.read'))) error(404, 'not-found');
	const filter = parseUnmaskingFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await unmaskingPage(locals, { filter, after });
	const search = searchOf(filter);
	return {
		rows,
		typed: Object.fromEntries(search),
		...pageLinks('/custody/unmaskings', search, { after, next })
	};
};
