/** Which recorder incidents a list shows, as its address says. */
import { dayIn, oneOf, wordIn } from '#lib/shared/address.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import {
	incidentKinds,
	incidentStates,
	type IncidentKind,
	type IncidentState
} from './recorder-incident.ts';

export interface IncidentFilter {
	state?: IncidentState | undefined;
	kind?: IncidentKind | undefined;
	/** Name of a source. */
	source?: string | undefined;
	/** Days on which it was reported, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
}

export const parseIncidentFilter = (search: URLSearchParams): IncidentFilter => ({
	state: oneOf(incidentStates, search.get('state')),
	kind: oneOf(incidentKinds, search.get('kind')),
	source: wordIn(search.get('source')),
	from: dayIn(search.get('from')),
	to: dayIn(search.get('to'))
});
