/** Which adjustments a list shows, as its address says. Pure. */
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';

export const listedStates = ['open', 'approved', 'rejected'] as const;

export interface AdjustmentFilter {
	state?: (typeof listedStates)[number] | undefined;
	team?: string | undefined;
	month?: BusinessMonth | undefined;
}

export const parseAdjustmentFilter = (search: URLSearchParams): AdjustmentFilter => ({
	state: oneOf(listedStates, search.get('state')),
	team: wordIn(search.get('team')),
	month: parseMonth(search.get('month') ?? '') ?? undefined
});

export function adjustmentSearch({ state, team, month }: AdjustmentFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (state) search.set('state', state);
	if (team) search.set('team', team);
	if (month) search.set('month', monthText(month));
	return search;
}
