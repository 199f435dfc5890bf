/**
 * Leave: for some days a reviewer's checking goes to a named deputy. A deputy who is away on
 * one of these days may have a deputy too; the chain never leads back to who is absent.
 *
 * Pure. Days are business days of the centre's zone, both included.
 */
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

const LONGEST_HAND_OVER_DAYS = 92;

export interface HandOver {
	userId: string;
	deputyId: string;
	firstDay: BusinessDay;
	lastDay: BusinessDay;
}

export type HandOverRefusal =
	'same-person' | 'day-over' | 'days-reversed' | 'too-long' | 'overlaps' | 'comes-back';

/**
 * Decides whether `wanted` may be made on `today` beside those that stand (ended ones left out).
 * Hand-overs of the same person that only follow each other do not overlap.
 */
export function decideHandOver(
	wanted: HandOver,
	{ today, standing }: { today: BusinessDay; standing: readonly HandOver[] }
): Decision<undefined, HandOverRefusal> {
	const { userId, deputyId, firstDay, lastDay } = wanted;
	if (userId === deputyId) return refuse('same-person');
	if (firstDay < today) return refuse('day-over');
	if (lastDay < firstDay) return refuse('days-reversed');
	if (lastDay >= addDays(firstDay, LONGEST_HAND_OVER_DAYS))
		return refuse('too-long', { days: LONGEST_HAND_OVER_DAYS });
	const meanwhile = standing.filter(
		(other) => other.firstDay <= lastDay && other.lastDay >= firstDay
	);
	if (meanwhile.some((other) => other.userId === userId)) return refuse('overlaps');
	for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
		const away = deputiesOf(meanwhile, day);
		const seen = new Set<string>();
		for (let at: string | undefined = deputyId; at && !seen.has(at); at = away.get(at)) {
			if (at === userId) return refuse('comes-back');
			seen.add(at);
		}
	}
	return accept(undefined);
}

/** Absent person → deputy as named for `day`. */
export const deputiesOf = (standing: readonly HandOver[], day: BusinessDay): Map<string, string> =>
	new Map(
		standing
			.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)
			.map(({ userId, deputyId }) => [userId, deputyId])
	);

/**
 * Absent person → who stands in, following deputies who are away themselves as far as the next
 * is active. Whoever has no active deputy is left out: the duty stays where it was.
 */
export function standIns(
	named: ReadonlyMap<string, string>,
	isActive: (userId: string) => boolean
): Map<string, string> {
	const found = new Map<string, string>();
	for (const userId of named.keys()) {
		const seen = new Set([userId]);
		let at = userId;
		for (
			let next = named.get(at);
			next !== undefined && !seen.has(next) && isActive(next);
			next = named.get(at)
		) {
			seen.add(next);
			at = next;
		}
		if (at !== userId) found.set(userId, at);
	}
	return found;
}
