import { expect, it } from 'vitest';
import { fromRows, krippendorff2011 } from '../../../tests/fixtures/ratings.ts';
import { agreementOf, type Agreement } from './agreement.ts';
import { scales, type Rating } from './ratings.ts';

const nothing = { cohenKappa: null, weightedKappa: null, fleissKappa: null, alpha: null };
const noCorrelation = (result: Agreement) => {
	expect(new Set(Object.values(result.icc))).toEqual(new Set([null]));
	expect(new Set(Object.values(result.intervals))).toEqual(new Set([null]));
};

it.each(scales)('nothing rated by two leaves all null: %s', (scale) => {
	const alone: Rating[] = [1, 2].map((value) => ({ reviewer: 'mei', subject: `s${value}`, value }));
	const apart: Rating[] = [
		{ reviewer: 'mei', subject: 'a', value: 1 },
		{ reviewer: 'omar', subject: 'b', value: 2 }
	];
	for (const [ratings, reviewers] of [
		[[], 0],
		[alone, 1],
		[apart, 2]
	] as const) {
		const result = agreementOf(ratings, scale);
		expect(result).toMatchObject({ n: 0, reviewers, percent: null, ...nothing });
		noCorrelation(result);
	}
});

it.each(scales)('one single category leaves all but the percentage null: %s', (scale) => {
	const rows = Array.from({ length: 3 }, () => [1, 1, 1, 1]);
	const result = agreementOf(fromRows(rows), scale);
	expect(result).toMatchObject({ n: 4, reviewers: 3, percent: 100, ...nothing });
	noCorrelation(result);
});

it('one reviewer who never varies is no agreement beyond chance, and no missing figure', () => {
	const rows = [
		[1, 1, 1, 1],
		[1, 2, 1, 2]
	];
	const result = agreementOf(fromRows(rows), 'interval');
	expect(result).toMatchObject({ percent: 50, cohenKappa: 0, weightedKappa: 0 });
	expect(result.icc['3,1']).toBeCloseTo(0, 12);
});

it('a gap leaves out what needs every rating, and nothing else', () => {
	const result = agreementOf(fromRows(krippendorff2011), 'interval');
	expect(result).toMatchObject({ n: 11, reviewers: 4, fleissKappa: null });
	noCorrelation(result);
	expect(result.cohenKappa).not.toBeNull();
});

it('a nominal scale has no weights and no correlations', () => {
	const words = [
		['yes', 'no', 'yes'],
		['yes', 'no', 'no']
	];
	const result = agreementOf(fromRows(words), 'nominal');
	expect(result.weightedKappa).toBeNull();
	expect(result.cohenKappa).toBeCloseTo(0.4, 12);
	noCorrelation(result);
	noCorrelation(
		agreementOf(
			fromRows([
				[1, 2, 3],
				[1, 2, 4]
			]),
			'nominal'
		)
	);
});

it('perfect agreement is 1, without an interval around it', () => {
	const result = agreementOf(
		fromRows([
			[1, 2, 3],
			[1, 2, 3]
		]),
		'interval'
	);
	expect(result).toMatchObject({ percent: 100, cohenKappa: 1, weightedKappa: 1, fleissKappa: 1 });
	expect(result.alpha).toBe(1);
	expect(Object.values(result.icc)).toEqual([1, 1, 1, 1, 1, 1]);
	expect(new Set(Object.values(result.intervals))).toEqual(new Set([null]));
});

it('a mean of reviewers has no bounds where that of one lies beyond what the mean can have', () => {
	// Judges who contradict each other: the lower bound of one falls under −1 ÷ (k − 1).
	const { intervals } = agreementOf(
		fromRows([
			[1, 2, 3, 4],
			[4, 3, 2, 1.5]
		]),
		'interval'
	);
	expect(intervals['2,1']![0]).toBeLessThan(-1);
	expect(intervals['2,k']).toBeNull();
});

it('variances that sum to less than nothing have no share, and bounds that miss their value are none', () => {
	const opposed = agreementOf(
		fromRows([
			[1, 1, 3, 3],
			[2, 3, 1, 1]
		]),
		'interval'
	);
	expect(opposed.icc['2,1']).toBeLessThan(0);
	expect(opposed.icc['2,k']).toBeNull();
	const wild = agreementOf(
		fromRows([
			[1, 3, 1],
			[2, 3, 3],
			[5, 2, 4]
		]),
		'interval'
	);
	expect([wild.intervals['2,1'], wild.intervals['2,k']]).toEqual([null, null]);
});

it('percent is the mean over pairs, whatever each pair rests on', () => {
	const rows = [
		[1, 1, 1, 1],
		[1, 1, 1, 2],
		[null, null, null, 2]
	];
	// 75 % of four, 0 % of one, 100 % of one.
	expect(agreementOf(fromRows(rows), 'nominal').percent).toBeCloseTo((75 + 0 + 100) / 3, 12);
});

it('a second rating by the same reviewer and what is no figure are errors', () => {
	const twice = { reviewer: 'mei', subject: 'a', value: 1 };
	expect(() => agreementOf([twice, twice], 'nominal')).toThrow(/twice/);
	expect(() => agreementOf([{ ...twice, value: Number.NaN }], 'interval')).toThrow(/figure/);
});
