/** The filters of the list of reviews, as they stand in the URL. What cannot be read is left out. */
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { parseRateFilter, rateSearch, type RateFilter } from './item-filter.ts';
import type { Outcome } from './scoring.ts';

export interface ReviewFilter extends RateFilter {
	/** The reviewed agent, named by a page rather than in the URL. */
	agentId?: string;
	/** Staff number of the reviewed agent. */
	staffNo?: string;
	month?: BusinessMonth;
	outcome?: Outcome;
	acknowledged?: boolean;
	/** Second reviews that wait for the reader's ruling. */
	second?: true;
}

const outcomes: readonly string[] = ['passed', 'failed', 'not-scorable'] satisfies Outcome[];

export function parseReviewFilter(search: URLSearchParams): ReviewFilter {
	const filter: ReviewFilter = parseRateFilter(search);
	const staffNo = search.get('agent')?.trim().slice(0, 40);
	const month = parseMonth(search.get('month') ?? '');
	const outcome = search.get('outcome') ?? '';
	const acknowledged = search.get('acknowledged');
	if (staffNo) filter.staffNo = staffNo;
	if (month) filter.month = month;
	if (outcomes.includes(outcome)) filter.outcome = outcome as Outcome;
	if (acknowledged === 'yes' || acknowledged === 'no') filter.acknowledged = acknowledged === 'yes';
	if (search.get('second') === 'waiting') filter.second = true;
	return filter;
}

/** The address of a filter, as `parseReviewFilter` reads it. */
export function filterSearch(filter: ReviewFilter): URLSearchParams {
	const search = rateSearch(filter);
	if (filter.staffNo) search.set('agent', filter.staffNo);
	if (filter.month) search.set('month', monthText(filter.month));
	if (filter.outcome) search.set('outcome', filter.outcome);
	if (filter.acknowledged !== undefined)
		search.set('acknowledged', filter.acknowledged ? 'yes' : 'no');
	if (filter.second) search.set('second', 'waiting');
	return search;
}
