/** The whole days that an event covers in the centre's zone. A file's own times are read, never trusted. */
import {
	addDays,
	businessDay,
	dayStart,
	instantOf,
	isZone,
	parseDay,
	type BusinessDay
} from '../shared/calendar.ts';
import { accept, refuse, type Decision } from '../shared/decision.ts';
import { MAX_ENTRY_DAYS, type HeldReason } from './entry.ts';

/** A property as ical.js parses it: name, parameters, type, values. */
export type Property = [string, Record<string, string | string[]>, string, ...unknown[]];

export interface Zones {
	/** The centre's. */
	centre: string;
	/** The real zone of a name that the file uses; undefined when nothing tells. */
	named: (name: string) => string | undefined;
}

export interface Span {
	first: BusinessDay;
	/** How many days, itself included. */
	length: number;
}

type Instant = Decision<Date, Extract<HeldReason, 'date-invalid' | 'zone-unknown'>>;

/** The instant that one value of a date property names; a date is the first instant of its day. */
export function instantOfValue(property: Property, value: unknown, zones: Zones): Instant {
	// "20261001" written without VALUE=DATE arrives as a time without digits.
	const text = String(value).replace(/T::$/, '');
	const [, date, time, utc] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(Z)?)?$/.exec(text) ?? [];
	const day = parseDay(date ?? '');
	if (day === undefined || day < 1900_00_00) return refuse('date-invalid');
	if (time === undefined) return accept(dayStart(day, zones.centre));
	const name = property[1].tzid;
	const zone = utc ? 'UTC' : name ? zones.named(String(name)) : zones.centre;
	if (zone === undefined) return refuse('zone-unknown', { zone: String(name).slice(0, 64) });
	const [hour, minute, second] = time.split(':').map(Number);
	if (hour === 0 && minute === 0 && second === 0) return accept(dayStart(day, zone));
	const local = instantOf(
		{
			year: Math.floor(day / 10_000),
			month: Math.floor(day / 100) % 100,
			day: day % 100,
			hour: hour!,
			minute: minute!,
			second: second!
		},
		zone
	);
	if (local.kind === 'exact') return accept(local.at);
	return local.kind === 'ambiguous' ? accept(local.candidates[0]) : refuse('date-invalid');
}

/** Days from DTSTART to DTEND (exclusive) or for DURATION; a date alone is one day. */
export function spanOf(
	find: (name: string) => Property | undefined,
	zones: Zones
): Decision<Span, HeldReason> {
	const begins = find('dtstart');
	if (!begins) return refuse('date-missing');
	const start = instantOfValue(begins, begins[3], zones);
	if (!start.ok) return start;
	const first = businessDay(start.value, zones.centre);
	if (dayStart(first, zones.centre).getTime() !== start.value.getTime())
		return refuse('part-of-day');
	const end = endOf(find, start.value, isTimed(begins), zones);
	if (!end.ok) return end;
	if (end.value < start.value) return refuse('ends-before-start');

	// An end a minute before midnight is how some programs write a whole day.
	const wholeDay = (at: Date) => {
		const day = businessDay(at, zones.centre);
		return dayStart(day, zones.centre).getTime() === at.getTime() ? day : undefined;
	};
	const after =
		wholeDay(end.value) ??
		wholeDay(new Date(Math.ceil(end.value.getTime() / 60_000 + 0.01) * 60_000));
	if (after === undefined) return refuse('part-of-day');
	if (after === first)
		return isTimed(begins) ? refuse('part-of-day') : accept({ first, length: 1 });
	const length = daysBetween(first, after);
	if (length > MAX_ENTRY_DAYS) return refuse('too-long', { limit: MAX_ENTRY_DAYS });
	return accept({ first, length });
}

const utcOf = (day: BusinessDay) =>
	Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
const daysBetween = (first: BusinessDay, after: BusinessDay) =>
	(utcOf(after) - utcOf(first)) / 86_400_000;

const isTimed = (property: Property) => /T\d/.test(String(property[3]));

function endOf(
	find: (name: string) => Property | undefined,
	start: Date,
	timed: boolean,
	zones: Zones
): Decision<Date, HeldReason> {
	const ends = find('dtend');
	if (ends) return instantOfValue(ends, ends[3], zones);
	const lasts = find('duration');
	if (!lasts) return accept(start);
	const [, weeks, days, hours, minutes] =
		/^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:0+S)?)?$/.exec(
			String(lasts[3])
		) ?? [];
	const whole = Number(weeks ?? 0) * 7 + Number(days ?? 0);
	const ms = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000;
	if (whole + ms === 0) return refuse(timed ? 'part-of-day' : 'date-invalid');
	const day = addDays(businessDay(start, zones.centre), whole);
	return accept(new Date(dayStart(day, zones.centre).getTime() + ms));
}

/** Names that Windows programs give to zones of places where this is used. */
const windowsZones: Record<string, string> = {
	'China Standard Time': 'Asia/Shanghai',
	'Taipei Standard Time': 'Asia/Taipei',
	'Singapore Standard Time': 'Asia/Singapore',
	'Tokyo Standard Time': 'Asia/Tokyo',
	'India Standard Time': 'Asia/Kolkata',
	'GMT Standard Time': 'Europe/London',
	'W. Europe Standard Time': 'Europe/Berlin',
	'Central Europe Standard Time': 'Europe/Budapest',
	'Romance Standard Time': 'Europe/Paris',
	'Eastern Standard Time': 'America/New_York',
	'Central Standard Time': 'America/Chicago',
	'Pacific Standard Time': 'America/Los_Angeles',
	'Newfoundland Standard Time': 'America/St_Johns'
};

/** What a zone's name means: itself, the place at its end, a Windows name, or what the file says it is. */
export function zoneNamed(
	name: string,
	locations: ReadonlyMap<string, string>
): string | undefined {
	const tail = name.split('/').slice(-2).join('/');
	return [name, locations.get(name), windowsZones[name], tail].find(
		(zone) => zone !== undefined && /^[A-Za-z]/.test(zone) && isZone(zone)
	);
}
