/** The centre's calendar and roster, brought in as a head would: from files. */
import { importCalendar } from '#lib/calendar/server/import.ts';
import { importRoster } from '#lib/calendar/server/roster.ts';
import type { Context } from '#lib/people/server/context.ts';
import { addDays, dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { namedDays } from './holidays.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import { shiftOf } from './shifts.ts';

/** Holidays, weekends worked for them, and the greetings that belong to them. */
export async function announceHolidays(context: Context) {
	const rows = namedDays.map(({ kind, name, from, to }) =>
		[dayText(from), dayText(to), kind, name].join(',')
	);
	const file = Buffer.from(`date,to,kind,name\n${rows.join('\n')}\n`);
	done(await importCalendar(context, file, { greetings: true }));
}

/** The agents' shifts from `first` on for `days` days and the week that follows. */
export async function postRoster(
	context: Context,
	{ agents, first, days }: { agents: Person[]; first: BusinessDay; days: number }
) {
	const rows = Array.from({ length: days + 7 }, (_, i) => i).flatMap((i) =>
		agents.flatMap(({ staffNo, index }) => {
			const shift = shiftOf(index, i);
			return shift ? [`${staffNo},${dayText(addDays(first, i))},${shift.name}`] : [];
		})
	);
	const file = Buffer.from(`staff_no,date,shift\n${rows.join('\n')}\n`);
	done(await importRoster(context, file, { dryRun: false }));
}
