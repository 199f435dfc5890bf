/**
 * The centre's calendar: instants are UTC, days and months are the centre's zone.
 * A business day is an integer YYYYMMDD, a business month YYYYMM, so that no query
 * needs a date function.
 */
import { Temporal } from 'temporal-polyfill';

export type BusinessDay = number;
export type BusinessMonth = number;

/** A wall-clock time as written in a file name or a record, without an offset. */
export interface LocalTime {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	millisecond?: number;
}

type LocalInstant =
	| { kind: 'exact'; at: Date }
	| { kind: 'ambiguous'; candidates: [Date, Date] }
	| { kind: 'nonexistent' }
	| { kind: 'invalid' };

/** True when `zone` is an IANA zone name (or fixed offset) that this machine knows. */
export function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/** The instant(s) at which a clock in `zone` shows `local`; a repeated hour gives both, a skipped one none. */
export function instantOf(local: LocalTime, zone: string): LocalInstant {
	let plain: Temporal.PlainDateTime;
	try {
		plain = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
	} catch {
		return { kind: 'invalid' };
	}
	const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
	const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
	const at = new Date(earlier.epochMilliseconds);
	if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'exact', at };
	if (!earlier.toPlainDateTime().equals(plain)) return { kind: 'nonexistent' };
	return { kind: 'ambiguous', candidates: [at, new Date(later.epochMilliseconds)] };
}

/** Offset of `zone` from UTC at `at`, in whole minutes; east is positive. */
export function offsetMinutes(at: Date, zone: string): number {
	return Math.round(zoned(at, zone).offsetNanoseconds / 60e9);
}

/** The day in `zone` on which `at` falls, as YYYYMMDD. */
export function businessDay(at: Date, zone: string): BusinessDay {
	const { year, month, day } = zoned(at, zone);
	return year * 10_000 + month * 100 + day;
}

/** The month of a business day, as YYYYMM. */
export const monthOfDay = (day: BusinessDay): BusinessMonth => Math.floor(day / 100);

/** First instant of `day` in `zone`. */
export function dayStart(day: BusinessDay, zone: string): Date {
	return new Date(plainDay(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds);
}

/** The business day `days` later (negative: earlier). */
export function addDays(day: BusinessDay, days: number): BusinessDay {
	return dayNumber(plainDay(day).add({ days }));
}

/** ISO weekday of a business day: 1 Monday … 7 Sunday. */
export const weekday = (day: BusinessDay): number => plainDay(day).dayOfWeek;

/** First and last business day of a month. */
export function daysOfMonth(month: BusinessMonth): { first: BusinessDay; last: BusinessDay } {
	const first = Temporal.PlainDate.from({
		year: Math.floor(month / 100),
		month: month % 100,
		day: 1
	});
	return {
		first: dayNumber(first),
		last: dayNumber(first.add({ months: 1 }).subtract({ days: 1 }))
	};
}

/** `20261121` → `2026-11-21`. */
export function dayText(day: BusinessDay): string {
	const text = String(day).padStart(8, '0');
	return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** `202611` → `2026-11`. */
export const monthText = (month: BusinessMonth): string =>
	`${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;

/** `2026-11-21` → 20261121; undefined for anything that is not a calendar day. */
export function parseDay(text: string): BusinessDay | undefined {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return undefined;
	try {
		const [, year, month, day] = match.map(Number);
		return dayNumber(
			Temporal.PlainDate.from({ year: year!, month: month!, day: day! }, { overflow: 'reject' })
		);
	} catch {
		return undefined;
	}
}

/** `2026-11` → 202611; undefined for anything that is not a month. */
export function parseMonth(text: string): BusinessMonth | undefined {
	const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
	return match ? Number(match[1]) * 100 + Number(match[2]) : undefined;
}

/** The instant of `hour:minute` on `day` in `zone`; a skipped time moves forward, a repeated one is the first. */
export function atTime(day: BusinessDay, hour: number, minute: number, zone: string): Date {
	const plain = plainDay(day).toPlainDateTime({ hour, minute });
	return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

const zoned = (at: Date, zone: string) =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

const dayNumber = (date: Temporal.PlainDate): BusinessDay =>
	date.year * 10_000 + date.month * 100 + date.day;

function plainDay(day: BusinessDay): Temporal.PlainDate {
	return Temporal.PlainDate.from({
		year: Math.floor(day / 10_000),
		month: Math.floor(day / 100) % 100,
		day: day % 100
	});
}
