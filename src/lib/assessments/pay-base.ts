/**
 * What a month's entries are measured by (house rule M16). Nothing is deducted by the program: it warns
 * when what a month takes passes a share of the pay base, where one is entered. Pure.
 */

/** Share of the pay base beyond which a month is marked, in thousandths. */
export const PAY_SHARE = 200;

/** Whether what it takes passes the share; exactly the share does not. */
export const passesPayShare = (takenFen: number, baseFen: number): boolean =>
	takenFen * 1000 > baseFen * PAY_SHARE;

/** Most that may be entered, fen. */
export const MOST_BASE = 100_000_000;
