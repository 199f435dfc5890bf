/**
 * Mean of review scores with its 95 % interval. Scores are integer tenths of a point, 0 … 1000.
 *
 * The interval is Student's: mean ± t(0.975, n − 1) · s / √n with the sample deviation s, clipped
 * to the scale. Fewer than two reviews have none. Results are rounded to a tenth of a point, a
 * half away from zero.
 */
import { studentT975 } from '#lib/shared/student-t.ts';

interface MeanScore {
	n: number;
	/** Points with one decimal; null without any score. */
	mean: number | null;
	/** 95 % interval in points with one decimal, within 0 … 100; null for n < 2. */
	interval: [low: number, high: number] | null;
}

/** What a mean and its interval are made of; several add up. */
export interface Sums {
	n: number;
	/** Of the scores in tenths, and of their squares. */
	sum: number;
	squares: number;
}

const SCALE_TENTHS = 1000;

export const noSums: Sums = { n: 0, sum: 0, squares: 0 };

export const addSums = (a: Sums, b: Sums): Sums => ({
	n: a.n + b.n,
	sum: a.sum + b.sum,
	squares: a.squares + b.squares
});

/** Mean and interval of scores in tenths of a point. */
export const meanScore = (tenths: readonly number[]): MeanScore =>
	meanOf(
		tenths.map((score) => ({ n: 1, sum: score, squares: score * score })).reduce(addSums, noSums)
	);

/** The same from sums. */
export function meanOf({ n, sum, squares }: Sums): MeanScore {
	if (n === 0) return { n, mean: null, interval: null };
	const mean = points(roundDiv(sum, n));
	if (n < 2) return { n, mean, interval: null };
	// Sum of squared deviations from integers: n·Σx² − (Σx)² is exact.
	const variance = (n * squares - sum * sum) / (n * (n - 1));
	const half = quantile(n - 1) * Math.sqrt(variance / n);
	const clip = (value: number) => Math.min(SCALE_TENTHS, Math.max(0, value));
	const low = points(Math.round(clip(sum / n - half)));
	const high = points(Math.round(clip(sum / n + half)));
	return { n, mean, interval: [low, high] };
}

const quantiles = new Map<number, number>();

/** Found once for each size: it is a search. */
function quantile(df: number): number {
	const found = quantiles.get(df) ?? studentT975(df);
	quantiles.set(df, found);
	return found;
}

/** Integer division rounded to the nearest, a half away from zero; for sums ≥ 0. */
const roundDiv = (sum: number, n: number): number => Math.floor((2 * sum + n) / (2 * n));

const points = (tenths: number): number => tenths / 10;
