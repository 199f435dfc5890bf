import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { may } from '#lib/people/permissions.ts';
import { personInput } from '#lib/people/person.ts';
import { roles } from '#lib/people/role.ts';
import { createPerson } from '#lib/people/server/administration.ts';
import { peopleList } from '#lib/people/server/people-list.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'people.read')) error(403, 'forbidden');
	const typed = url.searchParams;
	const text = (name: string) => typed.get(name)?.trim().slice(0, 64) || undefined;
	const role = roles.find((known) => known === typed.get('role'));
	const filter = { q: text('q'), teamId: text('team'), role, after: text('after') };
	const { people, next } = await peopleList(locals.db.read, filter, locals.now);

	const address = (after: string | null) => {
		const to = new URLSearchParams(typed);
		to.delete('after');
		if (after) to.set('after', after);
		return `/people?${to}`;
	};
	return {
		people,
		filter,
		teams: await allTeams(locals.db.read),
		manages: may(locals.actor, 'people.manage'),
		next: next && address(next),
		first: filter.after ? address(null) : null
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = Object.fromEntries(await request.formData());
		const kept = v.parse(keptInput, form);
		const input = v.safeParse(personInput, form);
		if (!input.success) return fail(422, { kept, refusal: 'invalid' });
		const outcome = await createPerson(locals, input.output);
		if (outcome.ok) redirect(303, `/people/${outcome.value.id}`);
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(409, { kept, refusal: outcome.refusal });
	}
};

const keptInput = v.object({
	staffNo: v.fallback(v.string(), ''),
	name: v.fallback(v.string(), '')
});
