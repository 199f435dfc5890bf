/** Which item of which rubric a list of reviews is narrowed by, and how it was answered; as it stands in the address. */
import { dayIn, oneOf, versionIn, wordIn } from '#lib/shared/address.ts';
import { dayText, type BusinessDay } from '#lib/shared/calendar.ts';

const itemAnswers = ['counted', 'failed'] as const;

export interface ItemFilter {
	rubricKey: string;
	itemKey: string;
	/** Of the reviews that count in the item's fail rate all, or those that failed it. */
	answer: (typeof itemAnswers)[number];
	/** Key of the root cause, of failed ones. */
	cause?: string;
	/** As that version of the rubric asked it. */
	version?: number;
}

/** What narrows a list to the rows of a fail rate (item-rates.ts). */
export interface RateFilter {
	item?: ItemFilter;
	/** Days of the calls, both included. */
	from?: BusinessDay;
	to?: BusinessDay;
	/** Ids; at the time of the call. */
	team?: string;
	department?: string;
}

const KEYS = /^([a-z][a-z0-9-]{0,59}):([a-z][a-z0-9-]{0,59})$/;

export function parseRateFilter(search: URLSearchParams): RateFilter {
	const filter: RateFilter = {};
	const [, rubricKey, itemKey] = KEYS.exec(search.get('item') ?? '') ?? [];
	const cause = wordIn(search.get('cause'));
	if (rubricKey && itemKey) {
		const answer = oneOf(itemAnswers, search.get('answer')) ?? 'counted';
		const version = versionIn(search.get('version'));
		filter.item = {
			...{ rubricKey, itemKey, answer },
			...(cause && answer === 'failed' && { cause }),
			...(version !== undefined && { version })
		};
	}
	const [from, to] = [dayIn(search.get('from')), dayIn(search.get('to'))];
	const [team, department] = [wordIn(search.get('team')), wordIn(search.get('department'))];
	if (from !== undefined) filter.from = from;
	if (to !== undefined) filter.to = to;
	if (team) filter.team = team;
	if (department) filter.department = department;
	return filter;
}

/** The address of a filter, as `parseRateFilter` reads it. */
export function rateSearch({ item, from, to, team, department }: RateFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (item) search.set('item', `${item.rubricKey}:${item.itemKey}`);
	if (item) search.set('answer', item.answer);
	if (item?.cause) search.set('cause', item.cause);
	if (item?.version !== undefined) search.set('version', `${item.version}`);
	if (from !== undefined) search.set('from', dayText(from));
	if (to !== undefined) search.set('to', dayText(to));
	if (team) search.set('team', team);
	if (department) search.set('department', department);
	return search;
}
