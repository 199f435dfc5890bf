/** Which missed duties a list shows, as its address says. Anything that cannot be read is left out. */
import { dayText, parseDay, type BusinessDay } from '#lib/shared/calendar.ts';

export interface MissedFilter {
	/** Reviewer's id. */
	person?: string | undefined;
	/** Team of the calls that were left. */
	team?: string | undefined;
	/** Key of a plan. */
	plan?: string | undefined;
	draw?: string | undefined;
	/** Days on which the duty was due, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
	excused?: 'yes' | 'no' | undefined;
}

/** Days that every engine can say as an instant. */
const day = (text: string | null): BusinessDay | undefined => {
	const parsed = parseDay(text ?? '');
	return parsed !== undefined && parsed >= 19_700_101 && parsed < 22_000_101 ? parsed : undefined;
};
const word = (text: string | null): string | undefined => text?.trim().slice(0, 80) || undefined;

export function parseMissedFilter(search: URLSearchParams): MissedFilter {
	const excused = search.get('excused');
	return {
		person: word(search.get('person')),
		team: word(search.get('team')),
		plan: word(search.get('plan')),
		draw: word(search.get('draw')),
		from: day(search.get('from')),
		to: day(search.get('to')),
		excused: excused === 'yes' || excused === 'no' ? excused : undefined
	};
}

/** The filter as an address says it. */
export function missedSearch(filter: MissedFilter): URLSearchParams {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(filter) as [string, string | number | undefined][])
		if (value !== undefined) search.set(name, typeof value === 'number' ? dayText(value) : value);
	return search;
}
