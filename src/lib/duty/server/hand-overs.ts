/** Hand-overs for leave: who stands in on a day, making one, ending one early. */
import { and, asc, gte, inArray, isNull, lte } from 'drizzle-orm';
import { disablements } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { handOvers } from './schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { deputiesOf, standIns } from '../hand-over.ts';

/** Hand-overs that were not ended and touch the days from `first` to `last`. */
export const standingBetween = (db: Reader, first: BusinessDay, last: BusinessDay) =>
	db
		.select()
		.from(handOvers)
		.where(
			and(isNull(handOvers.endedAt), lte(handOvers.firstDay, last), gte(handOvers.lastDay, first))
		)
		.orderBy(asc(handOvers.firstDay), asc(handOvers.id));

/**
 * Who is away on `day` → who stands in. A deputy away as well is followed to the next; without an
 * active deputy the person is left out, and the duty stays with them.
 */
export async function deputiesOn(db: Reader, day: BusinessDay): Promise<Map<string, string>> {
	return standInsOn(db, await standingBetween(db, day, day), day);
}

export async function standInsOn(
	db: Reader,
	standing: Awaited<ReturnType<typeof standingBetween>>,
	day: BusinessDay
): Promise<Map<string, string>> {
	const named = deputiesOf(standing, day);
	if (named.size === 0) return named;
	const gone = await db
		.select({ userId: disablements.userId })
		.from(disablements)
		.where(inArray(disablements.userId, [...new Set(named.values())]));
	const disabled = new Set(gone.map(({ userId }) => userId));
	return standIns(named, (id) => !disabled.has(id));
}
