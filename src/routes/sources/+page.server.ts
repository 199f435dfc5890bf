import { error } from '@sveltejs/kit';
import { sourceList } from '#lib/ingest/server/source-pages.ts';
import { may } from '#lib/people/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, now, zone } = locals;
	if (!may(actor, 'source.read')) error(403, 'forbidden');
	return { rows: await sourceList(db.read, now, zone), mayManage: may(actor, 'source.manage') };
};
