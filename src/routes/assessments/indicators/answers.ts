/** What the forms of indicators are answered with: back to the page, or what stands against it beside what was typed. */
import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { definitionForm, valueForm } from '#lib/assessments/indicator-form.ts';
import { importValues, type ValueImport } from '#lib/assessments/server/indicators-import.ts';
import { defineIndicator, enterValue } from '#lib/assessments/server/indicators.ts';
import { packFile, unpackFile, uploadedFile } from '#lib/calendar/server/packed-file.ts';
import { keptFields } from '#lib/duty/task-forms.ts';
import { may } from '#lib/people/permissions.ts';
import { monthText, parseMonth } from '#lib/shared/calendar.ts';

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

export async function preview(locals: App.Locals, request: Request) {
	checkRight(locals);
	const form = await request.formData();
	const month = monthOf(form);
	const file = await uploadedFile(form);
	if (!file.ok) return fail(422, { form: 'import', refusal: file.refusal } as const);
	const outcome = await importValues(locals, file.value, { month, dryRun: true });
	if (!outcome.ok) return fail(422, { form: 'import', refusal: outcome.refusal } as const);
	return { form: 'import', preview: shownOf(outcome.value), packed: packFile(file.value) } as const;
}

export async function importFile(locals: App.Locals, request: Request) {
	checkRight(locals);
	const form = await request.formData();
	const month = monthOf(form);
	const packed = form.get('packed');
	const bytes = typeof packed === 'string' ? unpackFile(packed) : undefined;
	if (!bytes) return fail(422, { form: 'import', refusal: 'file-missing' } as const);
	const outcome = await importValues(locals, bytes, { month, dryRun: false });
	if (outcome.ok) redirect(303, `/assessments/indicators?month=${monthText(month)}&saved=1`);
	return fail(409, { form: 'import', refusal: outcome.refusal } as const);
}

const checkRight = ({ actor }: App.Locals) => {
	if (!may(actor, 'indicator.enter')) error(403, 'forbidden');
};

function monthOf(form: FormData) {
	const text = form.get('month');
	return parseMonth(typeof text === 'string' ? text : '') ?? error(400, 'bad-request');
}

/** Rows with a reason first; the inner ids stay here. */
const shownOf = ({ items, ...counts }: ValueImport) => ({
	...counts,
	items: items
		.toSorted((a, b) => Number(b.state === 'held') - Number(a.state === 'held'))
		.slice(0, 500)
		.map(({ value, ...item }) => ({
			...item,
			numerator: value?.numerator ?? null,
			denominator: value?.denominator ?? null
		}))
});
