/** How often an item failed before and after something was done about it. */
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { FEWEST_OBSERVED, wilson } from '#lib/shared/proportion.ts';

/** Days before a coaching task, and after it was acknowledged, that are compared. */
export const EFFECT_DAYS = 28;

export interface Period {
	from: BusinessDay;
	to: BusinessDay;
}

export interface Rate extends Period {
	n: number;
	failed: number;
	/** In thousandths, as are the bounds of the 95 % interval; null when there are too few. */
	permille: number | null;
	interval: [low: number, high: number] | null;
}

interface Counted {
	n: number;
	failed: number;
}

const permille = (share: number): number => Math.round(share * 1000);

/** The rate of a period; below five observations none is stated. */
export function rateOf(period: Period, { n, failed }: Counted): Rate {
	const bounds = n < FEWEST_OBSERVED ? null : wilson(failed, n);
	return {
		...period,
		...{ n, failed },
		permille: bounds ? permille(failed / n) : null,
		interval: bounds ? [permille(bounds[0]), permille(bounds[1])] : null
	};
}

/** The days before a task, and those after it was acknowledged so far; `after` is null until then. */
export function taskPeriods(
	taskDay: BusinessDay,
	acknowledgedDay: BusinessDay | null,
	today: BusinessDay
): { before: Period; after: Period | null } {
	const before = { from: addDays(taskDay, -EFFECT_DAYS), to: addDays(taskDay, -1) };
	if (acknowledgedDay === null || today <= acknowledgedDay) return { before, after: null };
	const last = addDays(acknowledgedDay, EFFECT_DAYS);
	return {
		before,
		after: { from: addDays(acknowledgedDay, 1), to: today < last ? today : last }
	};
}
