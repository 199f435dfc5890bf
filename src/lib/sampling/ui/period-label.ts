/** Periods as people name them. */
import { dayLabel, monthLabel } from '#lib/i18n/format.ts';
import { monthOfDay, type BusinessDay } from '#lib/shared/calendar.ts';

/** A day, `16 Nov – 22 Nov 2026` · `2026年11月16日–11月22日`, or a month. */
export function periodLabel(first: BusinessDay, last: BusinessDay): string {
	if (first === last) return dayLabel(first);
	if (monthOfDay(first) === monthOfDay(last) && last - first > 20)
		return monthLabel(monthOfDay(first));
	const [from, to] = [dayLabel(first), dayLabel(last)];
	const sameYear = Math.floor(first / 10_000) === Math.floor(last / 10_000);
	if (!sameYear) return `${from} – ${to}`;
	return from.includes('年')
		? `${from}–${to.replace(/^\d+年/, '')}`
		: `${from.replace(/ \d+$/, '')} – ${to}`;
}
