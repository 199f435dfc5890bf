import { error } from '@sveltejs/kit';
import { checkSource } from '#lib/ingest/server/source-check.ts';
import { sourceById } from '#lib/ingest/server/source-pages.ts';
import { may } from '#lib/people/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!may(locals.actor, 'source.read')) error(404, 'not-found');
	const found = await sourceById(locals.db.read, params.id);
	if (!found) error(404, 'not-found');
	const { id, name, root } = found.source;
	return {
		source: { id, name, root },
		check: root ? await checkSource(locals, found.source) : null
	};
};
