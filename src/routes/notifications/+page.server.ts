import { error, redirect } from '@sveltejs/kit';
import { noticePage } from '#lib/notifications/server/queries.ts';
import { markAllRead, openNotice } from '#lib/notifications/server/read-marks.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = url.searchParams.get('before');
	const { rows, next } = await noticePage(locals.db.read, locals.actor.id, before);
	return {
		notices: rows,
		next: next && `?before=${next}`,
		first: before ? '/notifications' : null
	};
};

export const actions: Actions = {
	open: async ({ locals, request }) => {
		const id = (await request.formData()).get('id');
		const path = await openNotice(locals, typeof id === 'string' ? id : '');
		if (!path) error(404, 'not-found');
		redirect(303, path);
	},
	'read-all': async ({ locals }) => {
		await markAllRead(locals);
		redirect(303, '/notifications');
	}
};
