/** The centre's calendar and roster, brought in as a head would: from files. */
import { importCalendar } from '#lib/calendar/server/import.ts';
import type { Context } from '#lib/people/server/context.ts';
import { dayText } from '#lib/shared/calendar.ts';
import { namedDays } from './holidays.ts';
import { done } from './refused.ts';

/** Holidays, weekends worked for them, and the greetings that belong to them. */
export async function announceHolidays(context: Context) {
	const rows = namedDays.map(({ kind, name, from, to }) =>
		[dayText(from), dayText(to), kind, name].join(',')
	);
	const file = Buffer.from(`date,to,kind,name\n${rows.join('\n')}\n`);
	done(await importCalendar(context, file, { greetings: true }));
}
