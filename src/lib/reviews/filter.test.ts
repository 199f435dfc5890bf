import { describe, expect, it } from 'vitest';
import { filterSearch, parseReviewFilter, type ReviewFilter } from './filter.ts';

describe('the filters of the list', () => {
	it.each<[string, ReviewFilter]>([
		['', {}],
		['month=2026-11&outcome=failed', { month: 202611, outcome: 'failed' }],
		['agent=+A1+&acknowledged=no', { staffNo: 'A1', acknowledged: false }],
		['month=2026-13&outcome=x&acknowledged=maybe&agent=', {}]
	])('%s', (search, filter) => {
		const read = parseReviewFilter(new URLSearchParams(search));
		expect(read).toEqual(filter);
		expect(parseReviewFilter(filterSearch(read))).toEqual(filter);
	});
});
