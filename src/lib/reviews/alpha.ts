/**
 * Krippendorff's α: agreement of any number of reviewers, with missing ratings, on a nominal,
 * ordinal or interval scale: 1 − observed ÷ expected disagreement over the coincidences of values
 * within subjects (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
 *
 * Subjects with fewer than two ratings pair nothing and are left out. Null when nothing is paired
 * or only one value was ever used.
 */
import { figureAt, type RatingTable, type Scale } from './ratings.ts';

export function krippendorffAlpha(table: RatingTable, scale: Scale): number | null {
	const coincidences = coincidenceMatrix(table);
	const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
	const n = totals.reduce((sum, count) => sum + count, 0);
	const distance = distanceOf(table, scale, totals);
	let observed = 0;
	let expected = 0;
	for (let c = 0; c < totals.length; c++)
		for (let k = c + 1; k < totals.length; k++) {
			const squared = distance(c, k);
			observed += coincidences[c]![k]! * squared;
			expected += totals[c]! * totals[k]! * squared;
		}
	return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

/** Each ordered pair of ratings of a subject counts 1 ÷ (its ratings − 1). */
function coincidenceMatrix({ values, subjects, cells }: RatingTable): number[][] {
	const matrix = values.map(() => values.map(() => 0));
	for (const subject of subjects) {
		const places = [...cells.get(subject)!.values()];
		for (const [index, one] of places.entries())
			for (const [second, other] of places.entries())
				if (index !== second) matrix[one]![other]! += 1 / (places.length - 1);
	}
	return matrix;
}

/** Squared difference of two places, by the scale; `totals` are the pairable values at each place. */
function distanceOf(table: RatingTable, scale: Scale, totals: readonly number[]) {
	switch (scale) {
		case 'nominal':
			return () => 1;
		case 'interval':
			return (c: number, k: number) => (figureAt(table, c) - figureAt(table, k)) ** 2;
		case 'ordinal':
			return (c: number, k: number) => {
				const between = totals.slice(c, k + 1).reduce((sum, count) => sum + count, 0);
				return (between - (totals[c]! + totals[k]!) / 2) ** 2;
			};
	}
}
