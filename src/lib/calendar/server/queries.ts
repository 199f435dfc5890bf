/** What the rest of the program asks the calendar. All days are business days, bounds included. */
import { and, asc, count, desc, gte, lte } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import type { BusinessDay } from '../../shared/calendar.ts';
import type { Greeting } from '../greeting.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { calendarDays, greetingPeriods, rosterDays } from './schema.ts';

/** The named days from `from` to `to`. A day that is not in it is what its weekday says. */
export async function workingCalendar(
	db: Reader,
	{ from, to }: { from: BusinessDay; to: BusinessDay }
): Promise<WorkingCalendar> {
	const days = await db
		.select({ day: calendarDays.day, kind: calendarDays.kind })
		.from(calendarDays)
		.where(and(gte(calendarDays.day, from), lte(calendarDays.day, to)));
	return new Map(days.map(({ day, kind }) => [day, kind]));
}

/** Who is rostered on the days from `first` to `last`, by day and person; empty without a roster. */
export function rosteredOn(
	db: Reader,
	{ first, last }: { first: BusinessDay; last: BusinessDay }
): Promise<{ userId: string; day: BusinessDay }[]> {
	return db
		.select({ userId: rosterDays.userId, day: rosterDays.day })
		.from(rosterDays)
		.where(and(gte(rosterDays.day, first), lte(rosterDays.day, last)))
		.orderBy(asc(rosterDays.day), asc(rosterDays.userId));
}

/**
 * The words of the holiday greeting on `day`; undefined on an ordinary day. Where periods overlap,
 * the one that began last speaks, of those the one made last.
 */
export async function greetingOn(db: Reader, day: BusinessDay): Promise<Greeting | undefined> {
	const [period] = await db
		.select({ greeting: greetingPeriods.greeting })
		.from(greetingPeriods)
		.where(and(lte(greetingPeriods.firstDay, day), gte(greetingPeriods.lastDay, day)))
		.orderBy(desc(greetingPeriods.firstDay), desc(greetingPeriods.id))
		.limit(1);
	return period?.greeting;
}

/** The whole calendar, to decide a change against: a few dozen days a year. */
export async function storedCalendar(db: Reader) {
	const days = await db
		.select({ day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name })
		.from(calendarDays);
	const greetings = await db
		.select({
			id: greetingPeriods.id,
			firstDay: greetingPeriods.firstDay,
			lastDay: greetingPeriods.lastDay,
			greeting: greetingPeriods.greeting
		})
		.from(greetingPeriods)
		.orderBy(asc(greetingPeriods.firstDay), asc(greetingPeriods.id));
	return {
		days: new Map(days.map(({ day, kind, name }) => [day, { kind, name }])),
		greetings
	};
}

/** What the page of a year shows: its named days in order, and the greeting periods that touch it. */
export async function calendarOfYear(db: Reader, year: number) {
	const [from, to] = [year * 10_000 + 101, year * 10_000 + 1231];
	const days = await db
		.select({ day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name })
		.from(calendarDays)
		.where(and(gte(calendarDays.day, from), lte(calendarDays.day, to)))
		.orderBy(asc(calendarDays.day));
	const greetings = await db
		.select({
			id: greetingPeriods.id,
			firstDay: greetingPeriods.firstDay,
			lastDay: greetingPeriods.lastDay,
			greeting: greetingPeriods.greeting
		})
		.from(greetingPeriods)
		.where(and(lte(greetingPeriods.firstDay, to), gte(greetingPeriods.lastDay, from)))
		.orderBy(asc(greetingPeriods.firstDay), asc(greetingPeriods.id));
	return { days, greetings };
}

/** How many people are rostered on each day from `first` to `last`, both included; days without anybody are left out. */
export function rosterOfMonth(
	db: Reader,
	{ first, last }: { first: BusinessDay; last: BusinessDay }
): Promise<{ day: BusinessDay; people: number }[]> {
	return db
		.select({ day: rosterDays.day, people: count() })
		.from(rosterDays)
		.where(and(gte(rosterDays.day, first), lte(rosterDays.day, last)))
		.groupBy(rosterDays.day)
		.orderBy(asc(rosterDays.day));
}
