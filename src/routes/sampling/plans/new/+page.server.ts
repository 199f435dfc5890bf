import { error, fail, redirect } from '@sveltejs/kit';
import { ownersFor, planChoices, planFor } from '#lib/duty/server/plan-pages.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { copyValues, newPlanValues } from '#lib/sampling/plan-form-values.ts';
import { valueOf, type Typed } from '#lib/sampling/plan-form.ts';
import { centreAt } from '#lib/sampling/server/centre-facts.ts';
import { createPlan } from '#lib/sampling/server/plan-changes.ts';
import { answered, previewOf, readForm } from '../read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const owners = await ownersOr403(locals);
	const centre = await centreAt(locals.db.read, locals.now, locals.zone);
	const from = url.searchParams.get('from');
	const copied = from === null ? undefined : (await planFor(locals, from))?.plan.newest;
	if (from !== null && !copied) error(404, 'not-found');
	const bounded = owners.length === 1 ? owners[0]! : null;
	return {
		copied: copied ? { key: copied.key, name: copied.rule.name } : null,
		typed: copied ? copyValues(copied.rule, centre.people.values()) : newPlanValues(),
		owners: owners.map((id) => ({ id, name: id && (centre.departments.get(id)?.name ?? id) })),
		bounded: bounded !== null,
		choices: await planChoices(locals, centre, bounded)
	};
};

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const owners = await ownersOr403(locals);
		const { typed, rule, faults } = await readForm(locals, request);
		if (!rule) return fail(422, answered(typed, { faults }));
		const outcome = await createPlan(locals, { rule, departmentId: ownerIn(typed, owners) });
		if (outcome.ok) redirect(303, `/sampling/plans/${outcome.value.key}?saved=1`);
		if ('faults' in outcome) return fail(422, answered(typed, { faults: outcome.faults }));
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		return fail(409, answered(typed, { refusal: { name: outcome.refusal, version: 0 } }));
	},
	preview: async ({ locals, request }) => {
		const owners = await ownersOr403(locals);
		const { typed, rule, faults } = await readForm(locals, request);
		if (!rule) return fail(422, answered(typed, { faults }));
		const answer = await previewOf(locals, typed, { rule, departmentId: ownerIn(typed, owners) });
		return answer.preview ? answer : fail(422, answer);
	}
};

/** Whose the plan is to be: as chosen where there is a choice, else the only one. */
function ownerIn(typed: Typed, owners: (string | null)[]): string | null {
	const chosen = valueOf(typed, 'departmentId') || null;
	return owners.includes(chosen) ? chosen : owners[0]!;
}

async function ownersOr403(context: Context): Promise<(string | null)[]> {
	if (!may(context.actor, 'plan.read')) error(404, 'not-found');
	const owners = await ownersFor(context);
	if (owners.length === 0) error(403, 'forbidden');
	return owners;
}
