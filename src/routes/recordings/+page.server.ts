import { error } from '@sveltejs/kit';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { parseFilter } from '#lib/recordings/filter.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { teamsInScope } from '#lib/recordings/server/library-people.ts';
import { recordingPage } from '#lib/recordings/server/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, zone } = locals;
	const scope = scopeOf(actor, 'recording.list');
	if (isEmptyScope(scope)) error(403, 'forbidden');

	const teams = await teamsInScope(db.read, scope);
	const { filter, typed, faults } = parseFilter(
		url.searchParams,
		teams.map(({ id }) => id)
	);
	const cursor = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await recordingPage(db.read, { scope, filter, zone, cursor });
	return {
		rows,
		typed,
		faults,
		teams,
		byAgent: scope.all || teams.length > 0,
		searchedTo: next?.at ?? null,
		...pageLinks('/recordings', new URLSearchParams(typed), { after: cursor, next })
	};
};
