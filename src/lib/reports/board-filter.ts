/** What the team board looks at, as it stands in the address. What cannot be read takes its default. */
import { dayIn, versionIn, wordIn } from '#lib/shared/address.ts';
import {
	addDays,
	daysOfMonth,
	dayText,
	monthOfDay,
	monthText,
	parseMonth,
	weekday,
	type BusinessDay,
	type BusinessMonth
} from '#lib/shared/calendar.ts';

export interface BoardFilter {
	month: BusinessMonth;
	/** Monday of a week; the whole month when left out. */
	week?: BusinessDay;
	/** Key of a rubric; the one with the most answers when left out. */
	rubric?: string;
	/** Version of that rubric; all of them together when left out. */
	version?: number;
	/** Id of a team. */
	team?: string;
}

export function parseBoardFilter(search: URLSearchParams, today: BusinessDay): BoardFilter {
	const day = dayIn(search.get('week'));
	const rubric = wordIn(search.get('rubric'));
	const version = versionIn(search.get('version'));
	const team = wordIn(search.get('team'));
	return {
		month: parseMonth(search.get('month') ?? '') ?? monthOfDay(today),
		...(day !== undefined && { week: addDays(day, 1 - weekday(day)) }),
		...(rubric && { rubric }),
		...(version !== undefined && { version }),
		...(team && { team })
	};
}

export function boardSearch({ month, week, rubric, version, team }: BoardFilter): URLSearchParams {
	const search = new URLSearchParams({ month: monthText(month) });
	if (week !== undefined) search.set('week', dayText(week));
	if (rubric) search.set('rubric', rubric);
	if (version !== undefined) search.set('version', `${version}`);
	if (team) search.set('team', team);
	return search;
}

/** Days of the calls that are looked at, both included. */
export function boardPeriod({ month, week }: BoardFilter): { from: BusinessDay; to: BusinessDay } {
	if (week !== undefined) return { from: week, to: addDays(week, 6) };
	const { first, last } = daysOfMonth(month);
	return { from: first, to: last };
}

/** Mondays of the weeks that reach into the month. */
export function weeksOf(month: BusinessMonth): BusinessDay[] {
	const { first, last } = daysOfMonth(month);
	const weeks: BusinessDay[] = [];
	for (let monday = addDays(first, 1 - weekday(first)); monday <= last; monday = addDays(monday, 7))
		weeks.push(monday);
	return weeks;
}
