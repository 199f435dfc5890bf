import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { may } from '#lib/people/permissions.ts';
import type { Decision, Facts } from '#lib/shared/decision.ts';

type FormName = 'days' | 'greeting' | 'greetingRemoval';

/** Reads a form of the calendar's page, runs the command, shows the year that was changed. */
export async function answered<Schema extends v.GenericSchema>(
	form: FormName,
	schema: Schema,
	{ locals, request, url }: Pick<RequestEvent, 'locals' | 'request' | 'url'>,
	run: (input: v.InferOutput<Schema>) => Promise<Decision<unknown, string>>
) {
	if (!may(locals.actor, 'calendar.manage')) error(403, 'forbidden');
	const typed = Object.fromEntries(await request.formData());
	const kept = v.parse(v.fallback(v.record(v.string(), v.string()), {}), typed);
	const refused = (status: number, refusal: string, facts?: Facts) =>
		fail(status, { form, kept, refusal, facts });
	const input = v.safeParse(schema, typed);
	if (!input.success) return refused(422, input.issues[0].message);
	const outcome = await run(input.output);
	if (outcome.ok) redirect(303, `/calendar?${new URLSearchParams(yearOf(url, kept))}`);
	if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
	const wrong = ['ends-before-start', 'too-long', 'out-of-reach'].includes(outcome.refusal);
	return refused(wrong ? 422 : 409, outcome.refusal, outcome.facts);
}

/** The year that the days lie in, so that what was saved is seen. */
const yearOf = (url: URL, kept: Record<string, string>): Record<string, string> => {
	const year = kept.firstDay?.trim().slice(0, 4) ?? url.searchParams.get('year');
	return year ? { year, saved: '1' } : { saved: '1' };
};
