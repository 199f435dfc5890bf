import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { daysInput, greetingInput } from '#lib/calendar/day-forms.ts';
import { addGreeting, removeGreeting, setDays } from '#lib/calendar/server/changes.ts';
import { calendarOfYear } from '#lib/calendar/server/queries.ts';
import { monthsOf, runsOf } from '#lib/calendar/year-view.ts';
import { may } from '#lib/people/permissions.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { Decision } from '#lib/shared/decision.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'calendar.read')) error(403, 'forbidden');
	const today = businessDay(locals.now, locals.zone);
	const asked = /^(?:19|20|21)\d\d$/.exec(url.searchParams.get('year') ?? '')?.[0];
	const year = asked ? Number(asked) : Math.floor(today / 10_000);
	const { days, greetings } = await calendarOfYear(locals.db.read, year);
	return {
		year,
		today,
		months: monthsOf(year, days),
		runs: runsOf(days),
		greetings,
		manages: may(locals.actor, 'calendar.manage')
	};
};

export const actions: Actions = {
	days: ({ locals, request, url }) =>
		answered('days', daysInput, { request, url }, (input) => setDays(locals, input)),
	greeting: ({ locals, request, url }) =>
		answered('greeting', greetingInput, { request, url }, (input) => addGreeting(locals, input)),
	greetingRemoval: ({ locals, request, url }) =>
		answered('greetingRemoval', v.strictObject({ id: v.string() }), { request, url }, ({ id }) =>
			removeGreeting(locals, id)
		)
};

async function answered<Schema extends v.GenericSchema>(
	form: 'days' | 'greeting' | 'greetingRemoval',
	schema: Schema,
	{ request, url }: { request: Request; url: URL },
	run: (input: v.InferOutput<Schema>) => Promise<Decision<unknown, string>>
) {
	const typed = Object.fromEntries(await request.formData());
	const kept = v.parse(v.fallback(v.record(v.string(), v.string()), {}), typed);
	const input = v.safeParse(schema, typed);
	if (!input.success) return fail(422, { form, kept, refusal: input.issues[0].message });
	const outcome = await run(input.output);
	if (outcome.ok) redirect(303, `/calendar?${new URLSearchParams(yearOf(url, kept))}`);
	if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
	const { refusal, facts } = outcome;
	const wrong = ['ends-before-start', 'too-long', 'out-of-reach'].includes(refusal);
	return fail(wrong ? 422 : 409, { form, kept, refusal, facts });
}

/** The year that the days lie in, so that what was saved is seen. */
const yearOf = (url: URL, kept: Record<string, string>): Record<string, string> => {
	const year = kept.firstDay?.trim().slice(0, 4) ?? url.searchParams.get('year');
	return year ? { year, saved: '1' } : { saved: '1' };
};
