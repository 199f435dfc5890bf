import { error } from '@sveltejs/kit';
import { holdPage } from '#lib/custody/server/hold-list.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'custody.read'))) error(403, 'forbidden');
	const standing = url.searchParams.get('state') !== 'all';
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await holdPage(locals, { standing, after });
	const search = new URLSearchParams(standing ? {} : { state: 'all' });
	return {
		rows,
		standing,
		waiting: (await waitingRequests(locals)).filter(({ kind }) => kind === 'hold-release'),
		...pageLinks('/custody/holds', search, { after, next })
	};
};
