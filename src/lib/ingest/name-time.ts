/** Times as written in file names: recognised by shape, never completed or guessed. */
import type { LocalTime } from '#lib/shared/calendar.ts';

export type Stamp =
	| { kind: 'epoch'; atMs: number; precisionMs: number }
	| { kind: 'offset'; atMs: number; precisionMs: number; offsetMin: number }
	| { kind: 'local'; local: LocalTime; precisionMs: number };

const calendar = new RegExp(
	String.raw`^(\d{4})[-._/年]?(\d{2})[-._/月]?(\d{2})日?[T _-]*(\d{2})[-:._hH时点]?(\d{2})` +
		String.raw`(?:[-:._mM分]?(\d{2})秒?(?:[.,](\d{1,6}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$`
);

/**
 * `2025-02-19T06-01-22`, `20250219060122`, `20250219-060122`, with or without seconds, fraction and
 * offset; or an epoch in seconds (9 or 10 digits), milliseconds (13) or microseconds (16).
 * Undefined for anything else, also for a day or hour that no calendar has.
 */
export function parseStamp(text: string): Stamp | undefined {
	const epoch = epochOf(text.trim());
	if (epoch) return epoch;
	const match = calendar.exec(text.trim());
	if (!match) return undefined;
	const [year, month, day, hour, minute, second] = match
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const millisecond = match[7] ? Math.floor(Number(`0.${match[7]}`) * 1000) : 0;
	const local = {
		year: year!,
		month: month!,
		day: day!,
		hour: hour!,
		minute: minute!,
		second: second!,
		millisecond
	};
	if (!isOnCalendar(local)) return undefined;
	const precisionMs = match[7] ? 1 : match[6] ? 1000 : 60_000;
	if (!match[8]) return { kind: 'local', local, precisionMs };
	const offsetMin = offsetOf(match[8]);
	return { kind: 'offset', atMs: wallClockMs(local) - offsetMin * 60_000, precisionMs, offsetMin };
}

function epochOf(text: string): Stamp | undefined {
	const match = /^(\d{9,10}|\d{13}|\d{16})(?:\.(\d+))?$/.exec(text);
	if (!match) return undefined;
	const value = Number(match[1]);
	if (text.length === 13) return { kind: 'epoch', atMs: value, precisionMs: 1 };
	if (text.length === 16) return { kind: 'epoch', atMs: Math.floor(value / 1000), precisionMs: 1 };
	return match[1]!.length <= 10
		? { kind: 'epoch', atMs: value * 1000, precisionMs: 1000 }
		: undefined;
}

/** The epoch in an Asterisk-type id (`1743042317.12206`, `pbx-hcm-1743049800.12280`), in ms; undefined without one. */
export function uniqueidMs(id: string): number | undefined {
	const match = /^(?:.+-)?(\d{9,10})\.\d+$/.exec(id);
	return match ? Number(match[1]) * 1000 : undefined;
}

/** The wall clock as if it were UTC, in ms: for differences between clocks. */
export const wallClockMs = (local: LocalTime): number =>
	Date.UTC(
		local.year,
		local.month - 1,
		local.day,
		local.hour,
		local.minute,
		local.second,
		local.millisecond ?? 0
	);

function isOnCalendar(local: LocalTime): boolean {
	const { year, month, day, hour, minute, second } = local;
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	return (
		year >= 1970 &&
		month >= 1 &&
		month <= 12 &&
		day >= 1 &&
		day <= days &&
		hour < 24 &&
		minute < 60 &&
		second < 60
	);
}

function offsetOf(text: string): number {
	if (text === 'Z') return 0;
	const sign = text.startsWith('-') ? -1 : 1;
	return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)));
}

/** `420` → `+07:00`. */
export function offsetText(minutes: number): string {
	const size = Math.abs(minutes);
	const pad = (part: number) => String(part).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
