import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromRows } from '../../../tests/fixtures/ratings.ts';
import { agreementOf } from './agreement.ts';
import { iccForms } from './icc.ts';

const rows = ({ gaps }: { gaps: boolean }) =>
	fc
		.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 12 }))
		.chain(([reviewers, subjects]) => {
			const figure = fc.integer({ min: 1, max: 5 });
			const cell = gaps ? fc.option(figure, { freq: 4 }) : figure;
			const row = fc.array(cell, { minLength: subjects, maxLength: subjects });
			return fc.array(row, { minLength: reviewers, maxLength: reviewers });
		});

it('no coefficient exceeds 1, is ever no number, or depends on the order of the file', () => {
	fc.assert(
		fc.property(rows({ gaps: true }), fc.constantFrom('ordinal', 'interval'), (table, scale) => {
			const ratings = fromRows(table);
			const result = agreementOf(ratings, scale);
			for (const value of [
				result.cohenKappa,
				result.alpha,
				result.fleissKappa,
				result.weightedKappa,
				...Object.values(result.icc),
				...Object.values(result.intervals).flatMap((interval) => interval ?? [])
			]) {
				expect(value).not.toBeNaN();
				expect(value ?? 0).toBeLessThanOrEqual(1 + 1e-12);
			}
			expect(agreementOf([...ratings].reverse(), scale)).toEqual(result);
		})
	);
});

it('an interval holds its correlation, its lower bound first', () => {
	fc.assert(
		fc.property(rows({ gaps: false }), (table) => {
			const { icc, intervals } = agreementOf(fromRows(table), 'interval');
			for (const form of iccForms) {
				const value = icc[form];
				const interval = intervals[form];
				if (value === null || !interval) continue;
				expect([form, interval[0] <= value + 1e-9]).toEqual([form, true]);
				expect([form, interval[1] >= value - 1e-9]).toEqual([form, true]);
			}
		}),
		{ numRuns: 300 }
	);
});

it('moving or stretching the scale changes nothing of interval coefficients', () => {
	fc.assert(
		fc.property(rows({ gaps: true }), (table) => {
			const moved = table.map((row) => row.map((value) => value && value * 10 + 300));
			const one = agreementOf(fromRows(table), 'interval');
			const other = agreementOf(fromRows(moved), 'interval');
			for (const name of ['alpha', 'weightedKappa', 'cohenKappa'] as const)
				expect(other[name] ?? 9).toBeCloseTo(one[name] ?? 9, 9);
		})
	);
});

it('quadratic weights make κ near the ICC of absolute agreement when there are many subjects', () => {
	const many = Array.from({ length: 600 }, (_, index) => (index * 7) % 5);
	const near = many.map((value, index) => Math.min(4, Math.max(0, value + ((index % 3) - 1))));
	const { weightedKappa, icc } = agreementOf(fromRows([many, near]), 'interval');
	expect(weightedKappa).toBeCloseTo(icc['2,1']!, 2);
});
