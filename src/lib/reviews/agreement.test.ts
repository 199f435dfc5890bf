import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';
import { kappaOf } from './kappa.ts';
import { ratingTable, sharedPairs, type Rating } from './ratings.ts';

/** Rows are reviewers, columns subjects; null is a missing rating. */
const fromRows = (rows: (number | string | null)[][]): Rating[] =>
	rows.flatMap((row, reviewer) =>
		row.flatMap((value, subject) =>
			value === null ? [] : [{ reviewer: `r${reviewer}`, subject: `s${subject}`, value }]
		)
	);

/** Two reviewers' table of counts: one row per category of the first. */
const fromCounts = (counts: number[][]): Rating[] => {
	const pairs = counts.flatMap((row, one) =>
		row.flatMap((count, other) => Array.from({ length: count }, () => [one, other] as const))
	);
	return fromRows([pairs.map(([one]) => one), pairs.map(([, other]) => other)]);
};

/** Counts of categories per subject; which reviewer gave which does not matter to Fleiss. */
const fromSubjectCounts = (subjects: number[][]): Rating[] =>
	subjects.flatMap((counts, subject) =>
		counts
			.flatMap((count, category) => Array.from({ length: count }, () => category))
			.map((value, reviewer) => ({ reviewer: `r${reviewer}`, subject: `s${subject}`, value }))
	);

const three = (value: number | null) => value && Number(value.toFixed(3));

const cohen1968 = [
	[88, 14, 18],
	[10, 40, 10],
	[2, 6, 12]
];

// Fleiss 1971, table 1: 30 patients, six psychiatrists, five diagnoses.
const fleiss1971 = [
	'00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031',
	'00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006'
]
	.join(' ')
	.split(' ')
	.map((row) => [...row].map(Number));

const x = null;
// Krippendorff 2011, section C.
const krippendorff2011 = [
	[1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x],
	[1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3],
	[x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x],
	[1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x]
];

// Shrout & Fleiss 1979, table 2: six targets, four judges.
const shroutFleiss1979 = [
	[9, 6, 8, 7, 10, 6],
	[2, 1, 4, 1, 5, 2],
	[5, 3, 6, 2, 6, 4],
	[8, 2, 8, 6, 9, 7]
];

describe('published values', () => {
	it('Cohen 1968: κ = .492, weighted by his own weights .348', () => {
		const ratings = fromCounts(cohen1968);
		expect(three(agreementOf(ratings, 'nominal').cohenKappa)).toBe(0.492);
		const weights = [
			[0, 1, 3],
			[1, 0, 6],
			[3, 6, 0]
		];
		const pairs = sharedPairs(ratingTable(ratings), 'r0', 'r1');
		expect(three(kappaOf(pairs, (one, other) => weights[one]![other]!))).toBe(0.348);
	});

	it('Fleiss 1971: κ = .430', () => {
		expect(fleiss1971).toHaveLength(30);
		expect(three(agreementOf(fromSubjectCounts(fleiss1971), 'nominal').fleissKappa)).toBe(0.43);
	});

	it.each([
		['nominal', 0.743],
		['ordinal', 0.815],
		['interval', 0.849]
	] as const)('Krippendorff 2011, %s: α = %d, with missing ratings', (scale, alpha) => {
		expect(three(agreementOf(fromRows(krippendorff2011), scale).alpha)).toBe(alpha);
	});

	it('Shrout & Fleiss 1979: six correlations with their intervals', () => {
		const { icc, intervals } = agreementOf(fromRows(shroutFleiss1979), 'interval');
		expect(Object.entries(icc).map(([form, value]) => [form, three(value)])).toEqual([
			['1,1', 0.166],
			['2,1', 0.29],
			['3,1', 0.715],
			['1,k', 0.443],
			['2,k', 0.62],
			['3,k', 0.909]
		]);
		expect(intervals['1,1']!.map(three)).toEqual([-0.133, 0.723]);
		expect(intervals['2,1']!.map(three)).toEqual([0.019, 0.761]);
		expect(intervals['3,1']!.map(three)).toEqual([0.342, 0.946]);
		expect(intervals['1,k']!.map(three)).toEqual([-0.884, 0.912]);
		expect(intervals['2,k']!.map(three)).toEqual([0.071, 0.927]);
		expect(intervals['3,k']!.map(three)).toEqual([0.676, 0.986]);
	});
});

describe('what is not defined is null', () => {
	it('with nothing rated by two', () => {
		const result = agreementOf([{ reviewer: 'mei', subject: 'a', value: 1 }], 'interval');
		expect(result).toMatchObject({
			n: 0,
			reviewers: 1,
			percent: null,
			cohenKappa: null,
			weightedKappa: null,
			fleissKappa: null,
			alpha: null
		});
		expect(Object.values(result.icc)).toEqual([null, null, null, null, null, null]);
	});

	it('when everybody always says the same', () => {
		const result = agreementOf(
			fromRows([
				[1, 1],
				[1, 1]
			]),
			'interval'
		);
		expect(result).toMatchObject({
			percent: 100,
			cohenKappa: null,
			fleissKappa: null,
			alpha: null
		});
		expect(result.icc['2,1']).toBeNull();
	});

	it('for coefficients that need every rating', () => {
		const result = agreementOf(fromRows(krippendorff2011), 'interval');
		expect(result.fleissKappa).toBeNull();
		expect(result.icc['3,1']).toBeNull();
		expect(result.n).toBe(11);
	});

	it('for words, whatever needs figures', () => {
		const words = fromRows([
			['yes', 'no', 'yes'],
			['yes', 'no', 'no']
		]);
		expect(agreementOf(words, 'nominal')).toMatchObject({ weightedKappa: null });
		expect(agreementOf(words, 'nominal').cohenKappa).toBeCloseTo(0.4, 12);
	});

	it('but a second rating by the same reviewer is an error', () => {
		const twice = { reviewer: 'mei', subject: 'a', value: 1 };
		expect(() => agreementOf([twice, twice], 'nominal')).toThrow(/twice/);
	});
});

describe('properties', () => {
	const table = fc
		.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 12 }))
		.chain(([reviewers, subjects]) =>
			fc.array(
				fc.array(fc.integer({ min: 1, max: 5 }), { minLength: subjects, maxLength: subjects }),
				{
					minLength: reviewers,
					maxLength: reviewers
				}
			)
		);

	it('no coefficient exceeds 1, and a shuffled file says the same', () => {
		fc.assert(
			fc.property(table, (rows) => {
				const ratings = fromRows(rows);
				const result = agreementOf(ratings, 'interval');
				for (const value of [
					result.cohenKappa,
					result.alpha,
					result.fleissKappa,
					result.weightedKappa
				])
					expect(value ?? 0).toBeLessThanOrEqual(1 + 1e-12);
				expect(agreementOf([...ratings].reverse(), 'interval').alpha).toBe(result.alpha);
			})
		);
	});

	it('an interval holds its correlation', () => {
		fc.assert(
			fc.property(table, (rows) => {
				const { icc, intervals } = agreementOf(fromRows(rows), 'interval');
				for (const form of ['1,1', '3,1'] as const) {
					const value = icc[form];
					const interval = intervals[form];
					if (value === null || !interval) continue;
					expect(interval[0]).toBeLessThanOrEqual(value + 1e-9);
					expect(interval[1]).toBeGreaterThanOrEqual(value - 1e-9);
				}
			})
		);
	});

	it('quadratic weights make κ near the ICC of absolute agreement when there are many subjects', () => {
		const many = Array.from({ length: 600 }, (_, index) => (index * 7) % 5);
		const near = many.map((value, index) => Math.min(4, Math.max(0, value + ((index % 3) - 1))));
		const { weightedKappa, icc } = agreementOf(fromRows([many, near]), 'interval');
		expect(weightedKappa).toBeCloseTo(icc['2,1']!, 2);
	});
});
