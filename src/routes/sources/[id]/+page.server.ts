import { error, fail } from '@sveltejs/kit';
import { readItemFilter } from '#lib/ingest/item-filter.ts';
import { retryItems } from '#lib/ingest/server/retries.ts';
import { sourceById, sourceItems } from '#lib/ingest/server/source-pages.ts';
import { pauseSource, resumeSource } from '#lib/ingest/server/sources.ts';
import { may } from '#lib/people/permissions.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, db, now, zone } = locals;
	if (!may(actor, 'source.read')) error(404, 'not-found');
	const found = await sourceById(db.read, params.id);
	if (!found) error(404, 'not-found');
	const filter = readItemFilter(url.searchParams);
	const list = await sourceItems(db.read, params.id, filter, now, zone);
	return { ...found, ...list, filter, mayManage: may(actor, 'source.manage') };
};

/** The form of a technician on a source that is there; anybody else is told so. */
async function managed({ locals, params, request }: RequestEvent) {
	if (!may(locals.actor, 'source.read')) error(404, 'not-found');
	if (!(await sourceById(locals.db.read, params.id))) error(404, 'not-found');
	if (!may(locals.actor, 'source.manage')) error(403, 'forbidden');
	const form = await request.formData();
	return (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
}

export const actions: Actions = {
	retry: async (event) => {
		const item = (await managed(event))('item');
		if (item && !isId(item)) return fail(422, { refusal: 'nothing-to-retry' });
		const outcome = await retryItems(event.locals, event.params.id, item || undefined);
		if (!outcome.ok) return fail(409, { refusal: outcome.refusal });
		return { retried: outcome.value.count };
	},
	pause: async (event) => {
		const reason = (await managed(event))('reason');
		if (!reason || reason.length > 500) return fail(422, { refusal: 'reason-missing' });
		const outcome = await pauseSource(event.locals, event.params.id, reason);
		if (!outcome.ok) return fail(409, { refusal: outcome.refusal });
	},
	resume: async (event) => {
		await managed(event);
		const outcome = await resumeSource(event.locals, event.params.id);
		if (!outcome.ok) return fail(409, { refusal: outcome.refusal });
	}
};
