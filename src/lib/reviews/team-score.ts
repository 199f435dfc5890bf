/** A team's score as one of its agents reads it: a median without names. */

/** Fewer agents than these behind a median would tell of single colleagues. */
export const TOO_FEW_AGENTS = 3;

/** The middle of the figures, of an even count the mean of the two in the middle; null of none. */
export function medianOf(figures: readonly number[]): number | null {
	if (figures.length === 0) return null;
	const sorted = [...figures].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
