/** Which missed duties a list shows, as its address says. Anything that cannot be read is left out. */
import { dayIn, oneOf, wordIn } from '#lib/shared/address.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';

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

export const parseMissedFilter = (search: URLSearchParams): MissedFilter => ({
	person: wordIn(search.get('person')),
	team: wordIn(search.get('team')),
	plan: wordIn(search.get('plan')),
	draw: wordIn(search.get('draw')),
	from: dayIn(search.get('from')),
	to: dayIn(search.get('to')),
	excused: oneOf(['yes', 'no'], search.get('excused'))
});
