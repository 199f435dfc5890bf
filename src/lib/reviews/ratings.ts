/** Who gave which value to what: the one input of every coefficient of agreement. */

export interface Rating {
	reviewer: string;
	subject: string;
	/** A category as text; a figure where the scale has distances. */
	value: string | number;
}

/** How far apart two values are: not at all, by rank, or by their difference. */
export const scales = ['nominal', 'ordinal', 'interval'] as const;
export type Scale = (typeof scales)[number];

/** Ratings as a table, missing ones left out: reviewers, subjects and values in a fixed order. */
export interface RatingTable {
	/** By code unit. */
	reviewers: string[];
	subjects: string[];
	/** Distinct values: figures ascending, else text by code unit. */
	values: (string | number)[];
	/** Subject → reviewer → index into `values`. */
	cells: Map<string, Map<string, number>>;
}

/** Throws RangeError when a reviewer rates a subject twice, or a figure is not finite. */
export function ratingTable(ratings: readonly Rating[]): RatingTable {
	const values = [...new Set(ratings.map(({ value }) => value))].sort(ascending);
	const places = new Map(values.map((value, index) => [value, index]));
	const cells = new Map<string, Map<string, number>>();
	for (const { reviewer, subject, value } of ratings) {
		if (typeof value === 'number' && !Number.isFinite(value))
			throw new RangeError(`${reviewer}, ${subject}: not a figure`);
		const row = cells.get(subject) ?? new Map<string, number>();
		if (row.has(reviewer)) throw new RangeError(`${reviewer} rates ${subject} twice`);
		cells.set(subject, row.set(reviewer, places.get(value)!));
	}
	return {
		reviewers: [...new Set(ratings.map(({ reviewer }) => reviewer))].sort(ascending),
		subjects: [...cells.keys()].sort(ascending),
		values,
		cells
	};
}

/** Pairs of places that two reviewers gave to the subjects that both rated. */
export function sharedPairs({ subjects, cells }: RatingTable, one: string, other: string) {
	return subjects.flatMap((subject): [number, number][] => {
		const row = cells.get(subject)!;
		const first = row.get(one);
		const second = row.get(other);
		return first === undefined || second === undefined ? [] : [[first, second]];
	});
}

/** Every two reviewers, once. */
export const reviewerPairs = ({ reviewers }: RatingTable): [string, string][] =>
	reviewers.flatMap((one, index) =>
		reviewers.slice(index + 1).map((other): [string, string] => [one, other])
	);

/** Mean of what is defined; null when nothing is. */
export function meanOf(values: readonly (number | null)[]): number | null {
	const defined = values.filter((value) => value !== null);
	return defined.length === 0
		? null
		: defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

/** The value at a place as a figure; its rank when it is text. */
export const figureAt = ({ values }: RatingTable, place: number): number => {
	const value = values[place]!;
	return typeof value === 'number' ? value : place;
};

const ascending = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
