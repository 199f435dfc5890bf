import { error } from '@sveltejs/kit';
import { believedKeys } from '#lib/audit/server/checkpoint-key.ts';
import { checkpointPage } from '#lib/audit/server/checkpoint-page.ts';
import { beginVerification, newestVerification } from '#lib/audit/server/verification.ts';
import type { ChainCheck } from '#lib/custody/server/chain-job.ts';
import { newestResult } from '#lib/jobs/server/queries.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, runtime } = locals;
	if (!may(actor, 'audit.verify')) error(403, 'forbidden');
	return {
		...(await checkpointPage(db.read, runtime.config)),
		verification: newestVerification(db),
		nightly: await newestResult<ChainCheck>(db.read, 'audit-chain'),
		mayRead: may(actor, 'audit.read'),
		mayExport: may(actor, 'audit.export')
	};
};

export const actions: Actions = {
	/** Recomputes the whole chain; a long one goes on while the page shows how far it is. */
	verification: async ({ locals }) => {
		if (!may(locals.actor, 'audit.verify')) error(403, 'forbidden');
		await beginVerification(locals, believedKeys(locals.runtime.config.checkpointKey));
	}
};
