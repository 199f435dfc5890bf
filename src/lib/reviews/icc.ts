/**
 * Intraclass correlations of figures: six forms with 95 % intervals (Shrout & Fleiss 1979; the
 * interval of form 2 with Satterthwaite's degrees of freedom, as there).
 *
 * First figure: 1 each subject by other reviewers, 2 reviewers drawn from many (absolute
 * agreement), 3 these very reviewers (consistency). Second: `1` a single rating, `k` the mean of all.
 * Null unless at least two reviewers rated the same two subjects or more, all of them, with figures
 * that differ somewhere.
 */
import { fQuantile } from '#lib/shared/f-distribution.ts';
import type { RatingTable } from './ratings.ts';

export const iccForms = ['1,1', '2,1', '3,1', '1,k', '2,k', '3,k'] as const;
type IccForm = (typeof iccForms)[number];

export interface Icc {
	value: Record<IccForm, number | null>;
	/** 95 %; the value may lie below 0. */
	interval: Record<IccForm, [low: number, high: number] | null>;
}

const none = <Value>(value: Value) =>
	Object.fromEntries(iccForms.map((form) => [form, value])) as Record<IccForm, Value>;

export function intraclass(table: RatingTable): Icc {
	const matrix = completeMatrix(table);
	const squares = matrix && meanSquares(matrix);
	if (!squares) return { value: none(null), interval: none(null) };
	const { n, k, between, within, judges, error } = squares;
	const value: Record<IccForm, number | null> = {
		'1,1': finite((between - within) / (between + (k - 1) * within)),
		'2,1': finite((between - error) / (between + (k - 1) * error + (k * (judges - error)) / n)),
		'3,1': finite((between - error) / (between + (k - 1) * error)),
		'1,k': finite((between - within) / between),
		'2,k': defined(between - error, between + (judges - error) / n),
		'3,k': finite((between - error) / between)
	};
	return { value, interval: intervals(squares, value['2,1']) };
}

interface MeanSquares {
	/** Subjects. */
	n: number;
	/** Reviewers. */
	k: number;
	between: number;
	within: number;
	judges: number;
	error: number;
}

function completeMatrix({ reviewers, subjects, cells, values }: RatingTable) {
	if (reviewers.length < 2 || subjects.length < 2) return undefined;
	const matrix = subjects.map((subject) =>
		reviewers.flatMap((reviewer) => {
			const value = values[cells.get(subject)!.get(reviewer) ?? -1];
			return typeof value === 'number' ? [value] : [];
		})
	);
	const complete = matrix.every((row) => row.length === reviewers.length);
	return complete && values.length > 1 ? matrix : undefined;
}

function meanSquares(matrix: number[][]): MeanSquares {
	const n = matrix.length;
	const k = matrix[0]!.length;
	const mean = (row: readonly number[]) => row.reduce((sum, x) => sum + x, 0) / row.length;
	const squares = (row: readonly number[], centre: number) =>
		row.reduce((sum, x) => sum + (x - centre) ** 2, 0);
	const rowMeans = matrix.map(mean);
	const columnMeans = matrix[0]!.map((_, column) => mean(matrix.map((row) => row[column]!)));
	const grand = mean(rowMeans);
	const withinSum = matrix.reduce((sum, row, index) => sum + squares(row, rowMeans[index]!), 0);
	const judgesSum = n * squares(columnMeans, grand);
	return {
		n,
		k,
		between: (k * squares(rowMeans, grand)) / (n - 1),
		within: withinSum / (n * (k - 1)),
		judges: judgesSum / (k - 1),
		// Rounding may leave a hair below nothing.
		error: Math.max(0, withinSum - judgesSum) / ((n - 1) * (k - 1))
	};
}

const LEVEL = 0.975;

function intervals(squares: MeanSquares, single: number | null): Icc['interval'] {
	const { n, k, between, within, error } = squares;
	const first = ratioInterval(between / within, n - 1, n * (k - 1));
	const third = ratioInterval(between / error, n - 1, (n - 1) * (k - 1));
	const second = single === null ? null : secondInterval(squares, single);
	const one = ([low, high]: [number, number]): [number, number] => [
		(low - 1) / (low + k - 1),
		(high - 1) / (high + k - 1)
	];
	const all = ([low, high]: [number, number]): [number, number] => [1 - 1 / low, 1 - 1 / high];
	return {
		'1,1': first && one(first),
		'2,1': second,
		'3,1': third && one(third),
		'1,k': first && all(first),
		'2,k': second && averagedInterval(second, k),
		'3,k': third && all(third)
	};
}

/** Bounds of a ratio of mean squares. */
function ratioInterval(ratio: number, d1: number, d2: number): [number, number] | null {
	if (!Number.isFinite(ratio) || ratio <= 0) return null;
	return [ratio / fQuantile(LEVEL, d1, d2), ratio * fQuantile(LEVEL, d2, d1)];
}

function secondInterval(
	{ n, k, between, judges, error }: MeanSquares,
	single: number
): [number, number] | null {
	const fj = judges / error;
	const spread = n * (1 + (k - 1) * single) - k * single;
	const over = (k - 1) * (n - 1) * (k * single * fj + spread) ** 2;
	const under = (n - 1) * k ** 2 * single ** 2 * fj ** 2 + spread ** 2;
	const freedom = over / under;
	if (!Number.isFinite(freedom) || freedom <= 0) return null;
	const upper = fQuantile(LEVEL, n - 1, freedom);
	const lower = fQuantile(LEVEL, freedom, n - 1);
	const rest = k * judges + (k * n - k - n) * error;
	const low = (n * (between - upper * error)) / (upper * rest + n * between);
	const high = (n * (lower * between - error)) / (rest + n * lower * between);
	// The bounds rest on an approximation that fails far below 0: then they hold nothing.
	return low <= single && single <= high ? [low, high] : null;
}

/**
 * Bounds for the mean of k ratings from those of one (Spearman–Brown). Null where a bound lies at or
 * under −1 ÷ (k − 1): no mean has such a reliability, and the formula would turn its sign.
 */
function averagedInterval([low, high]: [number, number], k: number): [number, number] | null {
	const averaged = (single: number) => (k * single) / (1 + (k - 1) * single);
	return 1 + (k - 1) * low > 0 ? [averaged(low), averaged(high)] : null;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Estimated variances may sum to less than nothing: then there is no share of them. */
const defined = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
