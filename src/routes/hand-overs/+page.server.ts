import { error, redirect } from '@sveltejs/kit';
import { endHandOver } from '#lib/duty/server/hand-over.ts';
import { handOverPage } from '#lib/duty/server/hand-over-list.ts';
import { may } from '#lib/people/permissions.ts';
import { refused } from '../duty-answer.ts';
import type { Actions, PageServerLoad } from './$types';

/** A count that the page before left in the address; 0 for anything else. */
const count = (text: string | null): number => {
	const n = Number(text);
	return Number.isInteger(n) && n > 0 && n < 100_000 ? n : 0;
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const manages = may(locals.actor, 'hand-over.manage');
	const search = url.searchParams;
	const before = search.get('before');
	const { rows, next } = await handOverPage(locals, before);
	// Whoever was named a deputy sees that, too.
	if (!manages && rows.length === 0) error(403, 'forbidden');
	return {
		rows,
		manages,
		made: search.has('moved'),
		moved: count(search.get('moved')),
		stayed: count(search.get('stayed')),
		ended: search.has('returned'),
		returned: count(search.get('returned')),
		next: next && `/hand-overs?before=${next}`,
		first: before ? '/hand-overs' : null
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const id = (await request.formData()).get('id');
		const outcome = await endHandOver(locals, typeof id === 'string' ? id : '');
		if (!outcome.ok) return refused(outcome, {});
		redirect(303, `/hand-overs?returned=${outcome.value.returned}`);
	}
};
