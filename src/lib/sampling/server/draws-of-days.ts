/** Tasks by their draws: of the days that were drawn from, or due in a time. There are few draws, and very many tasks. */
import { and, between, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { joinedWhere } from '#lib/platform/server/db/dialect.ts';
import { addDays, businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanKind } from '../plan.ts';
import { assignments, draws } from './schema.ts';

/** A period is a day, a week or a calendar month. */
const LONGEST_PERIOD_DAYS = 31;

/** Tasks of draws of the kinds whose periods have a day of `first` to `last`. */
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

/**
 * Tasks due from `from` on, and before `to` where it is given, in a query that joins their draws: a task
 * is due when its draw is. With a reviewer it finds that person's tasks by the index of both.
 */
export const dueWithin = (from: Date, to?: Date): SQL =>
	joinedWhere(
		assignments.drawId,
		draws.id,
		and(gte(draws.dueAt, from), to && lt(draws.dueAt, to))!
	);

/** Tasks due longer ago than this are no queue any more: they stand as missed duties. */
const QUEUE_DAYS = 92;

/** The first due time of what a queue still holds. */
export const queueStart = (now: Date, zone: string): Date =>
	dayStart(addDays(businessDay(now, zone), -QUEUE_DAYS), zone);
