/**
 * What a month's entries are measured by (house rule M16). Nothing is deducted by the program: it warns
 * when what a month takes passes a share of the pay base, where one is entered. Pure.
 */

/** Whether what it takes passes a share of the base, in thousandths; exactly the share does not. */
export const passesPayShare = (takenFen: number, baseFen: number, share: number): boolean =>
	takenFen * 1000 > baseFen * share;

/** Most that may be entered, fen. */
export const MOST_BASE = 100_000_000;
