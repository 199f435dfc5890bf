/**
 * How often each item fails: of the calls that answered it, those whose answer is a finding. An
 * item that did not apply is not counted; nor are those that cannot fail, such as what a customer
 * said. Of a call reviewed more than once the review that decides its month counts.
 */
import { canFail, isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
import { addDays, weekday, type BusinessDay } from '#lib/shared/calendar.ts';

/** Equal answers of one item, with how many there are. */
interface AnswerCount {
	versionId: string;
	itemKey: string;
	answer: unknown;
	/** Key of the root cause that came with it. */
	rootCause: string | null;
	agentId?: string;
	day?: BusinessDay;
	n: number;
}

/** What a version's form says of its items; `items` holds those that can fail. */
export interface JudgedVersion {
	rubricKey: string;
	items: ReadonlyMap<string, Item>;
}

export interface ItemRate {
	rubricKey: string;
	itemKey: string;
	/** Of rates by agent. */
	agentId?: string;
	/** Monday of the week, of rates by week. */
	week?: BusinessDay;
	n: number;
	failed: number;
	/** Of the failed, how many by key of the root cause; what came without one is in none. */
	causes: Record<string, number>;
}

export const judgedItems = (items: readonly Item[]): ReadonlyMap<string, Item> =>
	new Map(items.filter(canFail).map((item) => [item.key, item]));

/** One line for each item, and agent or week when the counts name them; the order is theirs. */
export function itemRatesOf(
	counts: readonly AnswerCount[],
	versions: ReadonlyMap<string, JudgedVersion>
): ItemRate[] {
	const rates = new Map<string, ItemRate>();
	const mondayOf = mondays();
	for (const { versionId, itemKey, answer, rootCause, agentId, day, n } of counts) {
		const version = versions.get(versionId);
		const item = version?.items.get(itemKey);
		if (!version || !item || answer === NOT_APPLICABLE) continue;
		const week = day === undefined ? undefined : mondayOf(day);
		const key = [version.rubricKey, itemKey, agentId, week].join(' ');
		const rate = rates.get(key) ?? {
			...{ rubricKey: version.rubricKey, itemKey, n: 0, failed: 0, causes: {} },
			...(agentId !== undefined && { agentId }),
			...(week !== undefined && { week })
		};
		rates.set(key, rate);
		rate.n += n;
		if (!isFailed(item, answer)) continue;
		rate.failed += n;
		if (rootCause) rate.causes[rootCause] = (rate.causes[rootCause] ?? 0) + n;
	}
	return [...rates.values()];
}

/** The Monday of a day's week; each day is worked out once. */
function mondays(): (day: BusinessDay) => BusinessDay {
	const known = new Map<BusinessDay, BusinessDay>();
	return (day) => {
		const monday = known.get(day) ?? addDays(day, 1 - weekday(day));
		known.set(day, monday);
		return monday;
	};
}
