import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { planChoices, planFor } from '#lib/duty/server/plan-pages.ts';
import { effectiveFrom } from '#lib/sampling/period.ts';
import { faultAt } from '#lib/sampling/plan-fault.ts';
import { formValues } from '#lib/sampling/plan-form-values.ts';
import { valueOf } from '#lib/sampling/plan-form.ts';
import { centreAt } from '#lib/sampling/server/centre-facts.ts';
import { changePlan } from '#lib/sampling/server/plan-changes.ts';
import { answered, previewOf, readForm } from '../../read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { plan } = await managed({ locals, params });
	const { db, now, zone } = locals;
	const { newest, departmentId, key } = plan;
	const centre = await centreAt(db.read, now, zone);
	return {
		key,
		version: newest.version,
		name: newest.rule.name,
		departmentId,
		effective: effectiveFrom(newest.rule.recurrence, now, zone),
		typed: formValues(newest.rule, centre.people.values()),
		choices: await planChoices(locals, centre, departmentId)
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		await managed({ locals, params });
		const { typed, rule, faults, version } = await readForm(locals, request);
		const reason = valueOf(typed, 'reason');
		if (reason.trim() === '') faults.push(faultAt('reason', 'missing'));
		if (!rule || faults.length > 0) return fail(422, answered(typed, { faults }));
		const outcome = await changePlan(locals, { key: params.key, version, rule, reason });
		if (outcome.ok) redirect(303, `/sampling/plans/${params.key}?saved=${outcome.value.version}`);
		if ('faults' in outcome) return fail(422, answered(typed, { faults: outcome.faults }));
		const refusal = { name: outcome.refusal, version: Number(outcome.facts?.version ?? version) };
		return fail(outcome.refusal === 'invalid' ? 422 : 409, answered(typed, { refusal }));
	},
	preview: async ({ locals, params, request }) => {
		const { plan } = await managed({ locals, params });
		const { typed, rule, faults } = await readForm(locals, request);
		if (!rule) return fail(422, answered(typed, { faults }));
		const answer = await previewOf(locals, typed, { rule, departmentId: plan.departmentId });
		return answer.preview ? answer : fail(422, answer);
	}
};

/** The plan, for whoever may change it: 404 where it is not visible, 403 where it is only read. */
async function managed({
	locals,
	params
}: Pick<RequestEvent<{ key: string }>, 'locals' | 'params'>) {
	const found = await planFor(locals, params.key);
	if (!found) error(404, 'not-found');
	if (!found.manages) error(403, 'forbidden');
	return found;
}
