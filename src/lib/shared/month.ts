/** Months as YYYYMM. */
import type { BusinessMonth } from './calendar.ts';

/** The month `months` later (negative: earlier). */
export function addMonths(month: BusinessMonth, months: number): BusinessMonth {
	const count = Math.floor(month / 100) * 12 + (month % 100) - 1 + months;
	return Math.floor(count / 12) * 100 + (((count % 12) + 12) % 12) + 1;
}
