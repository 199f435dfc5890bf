/** A year as its page shows it: twelve months of weeks from Monday to Sunday, and the named days in runs. */
import { addDays, daysOfMonth, weekday, type BusinessDay } from '../shared/calendar.ts';
import type { NamedDay } from './plan-import.ts';
import { isWorkingDay, type DayKind, type WorkingCalendar } from './working-calendar.ts';

export interface DayCell {
	day: BusinessDay;
	/** Named by the calendar; null: what its weekday says. */
	kind: DayKind | null;
	name: string;
	works: boolean;
}

export interface MonthView {
	/** YYYYMM. */
	month: number;
	workingDays: number;
	/** Seven places each; null before the first and after the last day. */
	weeks: (DayCell | null)[][];
}

export function monthsOf(
	year: number,
	named: readonly (NamedDay & { day: BusinessDay })[]
): MonthView[] {
	const byDay = new Map(named.map((one) => [one.day, one]));
	const calendar: WorkingCalendar = new Map(named.map(({ day, kind }) => [day, kind]));
	return Array.from({ length: 12 }, (_, n) => {
		const { first, last } = daysOfMonth(year * 100 + n + 1);
		const cells: (DayCell | null)[] = Array.from({ length: weekday(first) - 1 }, () => null);
		for (let day = first; day <= last; day++) {
			const { kind = null, name = '' } = byDay.get(day) ?? {};
			cells.push({ day, kind, name, works: isWorkingDay(calendar, day) });
		}
		while (cells.length % 7 !== 0) cells.push(null);
		const workingDays = cells.filter((cell) => cell?.works).length;
		const weeks = Array.from({ length: cells.length / 7 }, (_, w) => cells.slice(w * 7, w * 7 + 7));
		return { month: year * 100 + n + 1, workingDays, weeks };
	});
}

export interface DayRun extends NamedDay {
	first: BusinessDay;
	last: BusinessDay;
}

/** Days of one kind and name that follow one another, in order. */
export function runsOf(named: readonly (NamedDay & { day: BusinessDay })[]): DayRun[] {
	const runs: DayRun[] = [];
	for (const { day, kind, name } of named.toSorted((a, b) => a.day - b.day)) {
		const run = runs.at(-1);
		if (run?.kind === kind && run.name === name && addDays(run.last, 1) === day) run.last = day;
		else runs.push({ first: day, last: day, kind, name });
	}
	return runs;
}
