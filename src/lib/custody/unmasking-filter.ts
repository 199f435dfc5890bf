/** Which readings of whole numbers a list shows, as its address says. */
import { dayIn, wordIn } from '../shared/address.ts';
import type { BusinessDay } from '../shared/calendar.ts';

export interface UnmaskingFilter {
	/** Staff number of who read them. */
	who?: string | undefined;
	/** Days on which they were read, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
}

export const parseUnmaskingFilter = (search: URLSearchParams): UnmaskingFilter => ({
	who: wordIn(search.get('who')),
	from: dayIn(search.get('from')),
	to: dayIn(search.get('to'))
});
