/**
 * Agreement beyond chance on categories.
 *
 * - Cohen's κ of two reviewers (Cohen 1960); for more, the mean over all pairs (Light 1971).
 * - Weighted κ (Cohen 1968) with quadratic disagreement weights (Fleiss & Cohen 1973): by rank on
 *   an ordinal scale, by difference on an interval scale. A nominal scale has no weights.
 * - Fleiss' κ (Fleiss 1971) of any number of reviewers, each subject rated by equally many.
 *
 * A κ is null when chance alone would agree always (a single category was used), or when no
 * subject was rated by two.
 */
import {
	figureAt,
	meanOf,
	reviewerPairs,
	sharedPairs,
	type RatingTable,
	type Scale
} from './ratings.ts';

/** Disagreement of two places of a scale; 0 for the same. */
type Disagreement = (one: number, other: number) => number;

const unequal: Disagreement = (one, other) => (one === other ? 0 : 1);

/** Mean over pairs of the share of common subjects with the same value, 0 … 100. */
export function percentAgreement(table: RatingTable): number | null {
	return meanOf(
		reviewerPairs(table).map(([one, other]) => {
			const pairs = sharedPairs(table, one, other);
			const same = pairs.filter(([a, b]) => a === b).length;
			return pairs.length === 0 ? null : (100 * same) / pairs.length;
		})
	);
}

export const cohenKappa = (table: RatingTable): number | null => pairwise(table, unequal);

export function weightedKappa(table: RatingTable, scale: Scale): number | null {
	if (scale === 'nominal') return null;
	const at = (place: number) => (scale === 'interval' ? figureAt(table, place) : place);
	return pairwise(table, (one, other) => (at(one) - at(other)) ** 2);
}

function pairwise(table: RatingTable, disagreement: Disagreement): number | null {
	return meanOf(
		reviewerPairs(table).map(([one, other]) =>
			kappaOf(sharedPairs(table, one, other), disagreement)
		)
	);
}

/**
 * κ of pairs of places: 1 − observed ÷ expected disagreement, which with weights 0 and 1 is
 * Cohen's (po − pe) ÷ (1 − pe).
 */
export function kappaOf(
	pairs: readonly (readonly [number, number])[],
	disagreement: Disagreement
): number | null {
	const n = pairs.length;
	if (n === 0) return null;
	const ones = counted(pairs.map(([one]) => one));
	const others = counted(pairs.map(([, other]) => other));
	const observed = pairs.reduce((sum, [one, other]) => sum + disagreement(one, other), 0) / n;
	let expected = 0;
	for (const [one, count] of ones)
		for (const [other, times] of others)
			expected += (disagreement(one, other) * count * times) / (n * n);
	return expected === 0 ? null : 1 - observed / expected;
}

/** Null too when subjects were rated by unequal numbers of reviewers, or by one only. */
export function fleissKappa({ subjects, cells, values }: RatingTable): number | null {
	const rows = subjects.map((subject) => counted([...cells.get(subject)!.values()]));
	const sizes = subjects.map((subject) => cells.get(subject)!.size);
	const m = sizes[0] ?? 0;
	if (m < 2 || sizes.some((size) => size !== m)) return null;
	const agreement = (row: Map<number, number>) =>
		[...row.values()].reduce((sum, count) => sum + count * (count - 1), 0) / (m * (m - 1));
	const observed = rows.reduce((sum, row) => sum + agreement(row), 0) / rows.length;
	const expected = values.reduce((sum: number, _, place) => {
		const share = rows.reduce((all, row) => all + (row.get(place) ?? 0), 0) / (rows.length * m);
		return sum + share * share;
	}, 0);
	return values.length < 2 ? null : (observed - expected) / (1 - expected);
}

function counted(places: readonly number[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
	return counts;
}
