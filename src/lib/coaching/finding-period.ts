/** The time whose findings are shown, as the address says: the last 28 days unless it says otherwise. */
import { dayIn, wordIn } from '#lib/shared/address.ts';
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { EFFECT_DAYS, type Period } from './effect.ts';

/** Longest time that is counted at once. */
const MOST_DAYS = 366;

interface FindingFilter extends Period {
	/** Team id. */
	team?: string | undefined;
}

export function findingFilter(search: URLSearchParams, today: BusinessDay): FindingFilter {
	const to = dayIn(search.get('to')) ?? today;
	const asked = dayIn(search.get('from')) ?? addDays(to, 1 - EFFECT_DAYS);
	const earliest = addDays(to, -MOST_DAYS);
	const from = asked > to ? to : asked < earliest ? earliest : asked;
	return { from, to, team: wordIn(search.get('team')) };
}
