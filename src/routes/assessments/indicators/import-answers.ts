/** What the forms around a file of values are answered with: what it would enter, or back to the page. */
import { error, fail, redirect } from '@sveltejs/kit';
import { importValues, shownImport } from '#lib/assessments/server/indicators-import.ts';
import { packFile, unpackFile, uploadedFile } from '#lib/calendar/server/packed-file.ts';
import { monthText, parseMonth } from '#lib/shared/calendar.ts';
import { checkRight } from './answers.ts';

export async function preview(locals: App.Locals, request: Request) {
	checkRight(locals);
	const form = await request.formData();
	const month = monthOf(form);
	const file = await uploadedFile(form);
	if (!file.ok) return fail(422, { form: 'import', refusal: file.refusal } as const);
	const outcome = await importValues(locals, file.value, { month, dryRun: true });
	if (!outcome.ok) return fail(422, { form: 'import', refusal: outcome.refusal } as const);
	return {
		form: 'import',
		preview: shownImport(outcome.value),
		packed: packFile(file.value)
	} as const;
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

function monthOf(form: FormData) {
	const text = form.get('month');
	return parseMonth(typeof text === 'string' ? text : '') ?? error(400, 'bad-request');
}
