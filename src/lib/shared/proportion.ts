/**
 * A share with its 95 % interval: Wilson's score interval (E. B. Wilson, 1927), which stays within
 * 0 and 1 and holds for few observations and for shares near the ends.
 */
const Z = 1.959963984540054;

/** Observations below which a share says too little to be shown as one. */
export const FEWEST_OBSERVED = 5;

/** Bounds of the share `failed` of `n`, 0 … 1; null without any observation. */
export function wilson(failed: number, n: number): [low: number, high: number] | null {
	if (n === 0) return null;
	const share = failed / n;
	const square = Z * Z;
	const middle = share + square / (2 * n);
	const half = Z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
	const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + square / n)));
	return [failed === 0 ? 0 : bound(middle - half), failed === n ? 1 : bound(middle + half)];
}
