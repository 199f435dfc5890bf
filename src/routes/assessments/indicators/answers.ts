/** What the forms of an indicator are answered with: back to the page, or what stands against it beside what was typed. */
import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { definitionForm, valueForm } from '#lib/assessments/indicator-form.ts';
import { defineIndicator, enterValue } from '#lib/assessments/server/indicators.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import { monthText } from '#lib/shared/calendar.ts';

export async function enter(locals: App.Locals, request: Request) {
	checkRight(locals);
	const kept = keptFields(await request.formData());
	const input = v.safeParse(valueForm, kept);
	if (!input.success) return fail(422, { form: 'value', refusal: 'invalid', kept } as const);
	const { month, place, ...value } = input.output;
	const outcome = await enterValue(locals, { month, ...place, ...value });
	if (outcome.ok) redirect(303, `/assessments/indicators?month=${monthText(month)}&saved=1`);
	// Another department's agents and teams are not there to be named.
	if (outcome.refusal === 'out-of-reach') error(403, 'forbidden');
	return fail(409, { form: 'value', refusal: outcome.refusal, kept } as const);
}

export async function define(locals: App.Locals, request: Request) {
	checkRight(locals);
	const kept = keptFields(await request.formData());
	const input = v.safeParse(definitionForm, kept);
	if (!input.success) return fail(422, { form: 'definition', refusal: 'invalid', kept } as const);
	const outcome = await defineIndicator(locals, input.output);
	if (outcome.ok) {
		const month = monthText(input.output.effectiveFrom);
		redirect(303, `/assessments/indicators?month=${month}&key=${input.output.key}&saved=1`);
	}
	const status = outcome.refusal === 'invalid' ? 422 : 409;
	return fail(status, { form: 'definition', refusal: outcome.refusal, kept } as const);
}

export const checkRight = ({ actor }: App.Locals) => {
	if (!may(actor, 'indicator.enter')) error(403, 'forbidden');
};
