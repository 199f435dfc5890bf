/** Which applications a list shows, as its address says. */
import { dayIn, oneOf } from '../shared/address.ts';
import type { BusinessDay } from '../shared/calendar.ts';
import { deletionGroups, type DeletionGroup } from './deletion.ts';

export interface DeletionFilter {
	group: DeletionGroup;
	/** Days on which it was applied for, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
}

export const parseDeletionFilter = (search: URLSearchParams): DeletionFilter => ({
	group: oneOf(deletionGroups, search.get('group')) ?? 'waiting',
	from: dayIn(search.get('from')),
	to: dayIn(search.get('to'))
});
