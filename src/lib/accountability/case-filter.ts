/** Which cases a list shows, as its address says. */
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { caseStates, type CaseState } from './case.ts';
import { measures, type Measure } from './measure.ts';

/** `overdue` is a case whose deadline passed before anything was put right. */
export const shownStates = [...caseStates, 'overdue'] as const;

export interface CaseFilter {
	state?: CaseState | 'overdue' | undefined;
	/** Staff number. */
	person?: string | undefined;
	/** Month in which its money counts. */
	month?: BusinessMonth | undefined;
	measure?: Measure | undefined;
}

export const parseCaseFilter = (search: URLSearchParams): CaseFilter => ({
	state: oneOf(shownStates, search.get('state')),
	person: wordIn(search.get('person')),
	month: parseMonth(search.get('month') ?? ''),
	measure: oneOf(measures, search.get('measure'))
});

/** The address of a filter, as `parseCaseFilter` reads it. */
export function caseSearch({ state, person, month, measure }: CaseFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (state) search.set('state', state);
	if (person) search.set('person', person);
	if (month) search.set('month', monthText(month));
	if (measure) search.set('measure', measure);
	return search;
}
