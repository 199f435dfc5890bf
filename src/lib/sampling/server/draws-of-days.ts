/** Which draws drew from given days, whatever the length of their periods. */
import { and, between, gte, inArray, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanKind } from '../plan.ts';
import { assignments, draws } from './schema.ts';

/** A period is a day, a week or a calendar month. */
const LONGEST_PERIOD_DAYS = 31;

/** Tasks of draws of the kinds whose periods have a day of `first` to `last`: there are few draws, and very many tasks. */
export const drawnFromDays = (
	db: Reader,
	kinds: readonly PlanKind[],
	{ first, last }: { first: BusinessDay; last: BusinessDay }
): SQL =>
	inArray(
		assignments.drawId,
		db
			.select({ id: draws.id })
			.from(draws)
			.where(
				and(
					inArray(draws.kind, kinds),
					between(draws.period, addDays(first, 1 - LONGEST_PERIOD_DAYS), last),
					gte(sql`coalesce(${draws.lastDay}, ${draws.period})`, first)
				)
			)
	);
