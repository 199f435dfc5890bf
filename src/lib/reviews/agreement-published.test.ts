import { describe, expect, it } from 'vitest';
import {
	anxiety,
	cohen,
	fleiss1971,
	fromCounts,
	fromRows,
	fromSubjectCounts,
	krippendorff2011,
	shroutFleiss1979,
	three
} from '../../../tests/fixtures/ratings.ts';
import { agreementOf } from './agreement.ts';
import { kappaOf } from './kappa.ts';
import { ratingTable, sharedPairs } from './ratings.ts';

describe('what the papers print', () => {
	it('Cohen 1960: 70 % agree, κ = .492', () => {
		const result = agreementOf(fromCounts(cohen), 'nominal');
		expect(result).toMatchObject({ n: 200, reviewers: 2, weightedKappa: null });
		expect([three(result.percent), three(result.cohenKappa)]).toEqual([70, 0.492]);
	});

	it('Cohen 1968: weighted by his own weights κ = .348', () => {
		const pairs = sharedPairs(ratingTable(fromCounts(cohen)), 'r0', 'r1');
		const weights = [
			[0, 1, 3],
			[1, 0, 6],
			[3, 6, 0]
		];
		expect(three(kappaOf(pairs, (one, other) => weights[one]![other]!))).toBe(0.348);
	});

	it('the manual of irr: squared weights .297, equal weights .189', () => {
		expect(three(agreementOf(fromRows(anxiety), 'ordinal').weightedKappa)).toBe(0.297);
		const pairs = sharedPairs(ratingTable(fromRows(anxiety)), 'r0', 'r1');
		expect(three(kappaOf(pairs, (one, other) => Math.abs(one - other)))).toBe(0.189);
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

	it('Krippendorff 2011, binary data of two observers without missing ones: α = .095', () => {
		const rows = [
			[0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
			[1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
		];
		expect(three(agreementOf(fromRows(rows), 'nominal').alpha)).toBe(0.095);
	});

	it('Krippendorff 2011, nominal data of two observers: α = .692', () => {
		const rows = ['aabbdcccedda', 'babbbccceddd'].map((row) => [...row]);
		expect(three(agreementOf(fromRows(rows), 'nominal').alpha)).toBe(0.692);
	});

	it('Shrout & Fleiss 1979: six correlations, with their intervals', () => {
		const { icc, intervals } = agreementOf(fromRows(shroutFleiss1979), 'interval');
		const published: [keyof typeof icc, number, number, number][] = [
			['1,1', 0.166, -0.133, 0.723],
			['2,1', 0.29, 0.019, 0.761],
			['3,1', 0.715, 0.342, 0.946],
			['1,k', 0.443, -0.884, 0.912],
			['2,k', 0.62, 0.071, 0.927],
			['3,k', 0.909, 0.676, 0.986]
		];
		expect(Object.keys(icc)).toEqual(published.map(([form]) => form));
		for (const [form, value, low, high] of published)
			expect([form, three(icc[form]), ...intervals[form]!.map(three)]).toEqual([
				form,
				value,
				low,
				high
			]);
	});
});
