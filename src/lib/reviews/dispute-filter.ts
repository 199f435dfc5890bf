/** The filters of the dispute desk and its statistics, as they stand in the address. Anything that cannot be read is left out. */
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { disputeOutcomes, type DisputeState } from './dispute.ts';

export interface DisputeFilter {
	/** `ruled` is any of the three outcomes. */
	state?: DisputeState | 'ruled' | undefined;
	team?: string | undefined;
	/** Month of the call. */
	month?: BusinessMonth | undefined;
	instance?: 1 | 2 | undefined;
	/** What waits for the reader: to rule on, to answer, or raised by them. */
	mine?: 'yes' | undefined;
	/** Key of a criterion. */
	item?: string | undefined;
	/** Id of a reviewer. */
	reviewer?: string | undefined;
}

export const filterStates: readonly (DisputeState | 'ruled')[] = [
	'open',
	'ruled',
	...disputeOutcomes,
	'withdrawn'
];

export function parseDisputeFilter(search: URLSearchParams): DisputeFilter {
	const instance = oneOf(['1', '2'] as const, search.get('instance'));
	return {
		state: oneOf(filterStates, search.get('state')),
		team: wordIn(search.get('team')),
		month: parseMonth(search.get('month') ?? '') ?? undefined,
		instance: instance && (Number(instance) as 1 | 2),
		mine: oneOf(['yes'] as const, search.get('mine')),
		item: wordIn(search.get('item')),
		reviewer: wordIn(search.get('reviewer'))
	};
}

/** The address of a filter, as `parseDisputeFilter` reads it. */
export function disputeSearch({ month, instance, ...words }: DisputeFilter): URLSearchParams {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(words)) if (value) search.set(name, value);
	if (month) search.set('month', monthText(month));
	if (instance) search.set('instance', String(instance));
	return search;
}

/** The desk's address with the filters of `search` and more. */
export function deskAddress(search: string, more: Record<string, string | undefined>): string {
	const query = new URLSearchParams(search);
	for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
	return query.size > 0 ? `/disputes?${query}` : '/disputes';
}
