import { businessDay, offsetMinutes } from '#lib/shared/calendar.ts';

/** `20261121-091502`: the clock in `zone`, as telephone systems write it into names. */
export function localText(at: Date, zone: string): string {
	const local = new Date(at.getTime() + offsetMinutes(at, zone) * 60_000);
	return `${businessDay(at, zone)}-${local.toISOString().slice(11, 19).replaceAll(':', '')}`;
}
