import { error } from '@sveltejs/kit';
import { storageStatus } from '#lib/custody/server/storage-status.ts';
import { may, scopeOf } from '#lib/people/permissions.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	if (!may(actor, 'evidence.read')) error(403, 'forbidden');
	const after = url.searchParams.get('after') ?? '';
	return {
		status: await storageStatus(db.read, isId(after) ? after : undefined),
		database: db.seal,
		/** Whether the recordings named may be opened: not by those who keep the storage. */
		seesRecordings: scopeOf(actor, 'recording.list').all,
		seesIncidents: may(actor, 'incident.read')
	};
};
