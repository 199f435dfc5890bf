import { error } from '@sveltejs/kit';
import { restrictedPage } from '#lib/custody/server/hold-list.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (isEmptyScope(scopeOf(locals.actor, 'custody.read'))) error(403, 'forbidden');
	const after = parseCursor(url.searchParams.get('before'));
	const page = await restrictedPage(locals, after);
	const links = { after, next: page?.next };
	return {
		/** Null for whoever has no privacy duty. */
		rows: page?.rows ?? null,
		waiting: (await waitingRequests(locals)).filter(({ kind }) => kind !== 'hold-release'),
		...pageLinks('/custody/restrictions', new URLSearchParams(), links)
	};
};
