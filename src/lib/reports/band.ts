/**
 * How a fail rate is shaded on a board. The shade only helps the eye: figure and number of calls
 * stand in every cell. Bounds in thousandths; below the fewest observations nothing is shaded.
 */
import { FEWEST_OBSERVED } from '#lib/shared/proportion.ts';

type Band = 'none' | 'low' | 'middle' | 'high' | 'too-few';

/** From these shares of failed calls on the next band begins. */
export const BAND_BOUNDS = { low: 1, middle: 100, high: 250 } as const;

export interface Observed {
	n: number;
	failed: number;
}

export function bandOf({ n, failed }: Observed): Band {
	if (n < FEWEST_OBSERVED) return 'too-few';
	const permille = (failed * 1000) / n;
	if (permille >= BAND_BOUNDS.high) return 'high';
	if (permille >= BAND_BOUNDS.middle) return 'middle';
	return failed > 0 ? 'low' : 'none';
}
