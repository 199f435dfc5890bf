import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { daysInput, greetingInput } from '#lib/calendar/day-forms.ts';
import { addGreeting, removeGreeting, setDays } from '#lib/calendar/server/changes.ts';
import { calendarOfYear } from '#lib/calendar/server/queries.ts';
import { monthsOf, runsOf } from '#lib/calendar/year-view.ts';
import { may } from '#lib/people/permissions.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { answered } from './answered.ts';
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
	days: (event) => answered('days', daysInput, event, (input) => setDays(event.locals, input)),
	greeting: (event) =>
		answered('greeting', greetingInput, event, (input) => addGreeting(event.locals, input)),
	greetingRemoval: (event) =>
		answered('greetingRemoval', v.strictObject({ id: v.string() }), event, ({ id }) =>
			removeGreeting(event.locals, id)
		)
};
