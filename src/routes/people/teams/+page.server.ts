import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { may } from '#lib/people/permissions.ts';
import { plainName } from '#lib/people/person.ts';
import {
	allDepartments,
	allTeams,
	createDepartment,
	createTeam
} from '#lib/people/server/teams.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!may(locals.actor, 'people.read')) error(403, 'forbidden');
	const teams = await allTeams(locals.db.read);
	const departments = (await allDepartments(locals.db.read)).map((department) => ({
		...department,
		teams: teams.filter(({ departmentId }) => departmentId === department.id)
	}));
	return { departments, manages: may(locals.actor, 'people.manage') };
};

const teamInput = v.strictObject({
	departmentId: v.optional(v.pipe(v.string(), v.uuid())),
	name: plainName
});

export const actions: Actions = {
	/** A team of the department given, or a department when none is. */
	default: async ({ locals, request }) => {
		const input = v.safeParse(teamInput, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'invalid' });
		const { departmentId, name } = input.output;
		const outcome = departmentId
			? await createTeam(locals, departmentId, name)
			: await createDepartment(locals, name);
		if (outcome.ok) return { done: true };
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(409, { refusal: outcome.refusal });
	}
};
