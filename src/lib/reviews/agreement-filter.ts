/** What the page of agreement looks at, as it stands in the URL. What cannot be read takes its default. */
import { dayIn } from '#lib/shared/address.ts';
import { addDays, dayText, type BusinessDay } from '#lib/shared/calendar.ts';

/** So many days back the page begins unless told otherwise. */
const AGREEMENT_DAYS = 90;

export interface AgreementFilter {
	/** Days of the calls, both counted. */
	from: BusinessDay;
	to: BusinessDay;
	/** Id of a rubric; the one with the most judgements when left out. */
	rubricId?: string;
	teamId?: string;
}

const known = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function parseAgreementFilter(search: URLSearchParams, today: BusinessDay): AgreementFilter {
	const to = dayIn(search.get('to')) ?? today;
	const from = dayIn(search.get('from')) ?? addDays(to, 1 - AGREEMENT_DAYS);
	const rubricId = search.get('rubric') ?? '';
	const teamId = search.get('team') ?? '';
	return {
		from: Math.min(from, to),
		to: Math.max(from, to),
		...(known.test(rubricId) && { rubricId }),
		...(known.test(teamId) && { teamId })
	};
}

/** The address of a filter, as `parseAgreementFilter` reads it. */
export function agreementSearch({ from, to, rubricId, teamId }: AgreementFilter): URLSearchParams {
	const search = new URLSearchParams({ from: dayText(from), to: dayText(to) });
	if (rubricId) search.set('rubric', rubricId);
	if (teamId) search.set('team', teamId);
	return search;
}
