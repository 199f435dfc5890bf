import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentT975 } from '#lib/shared/student-t.ts';
import { meanScore } from './mean.ts';

describe('meanScore', () => {
	it('has no mean of nothing and no interval of one', () => {
		expect(meanScore([])).toEqual({ n: 0, mean: null, interval: null });
		expect(meanScore([855])).toEqual({ n: 1, mean: 85.5, interval: null });
	});

	it('is Student’s interval, worked by hand', () => {
		// 80, 85, 90: s = 5, t(2) = 4.3027, half = 4.3027 · 5 / √3 = 12.42
		expect(meanScore([800, 850, 900])).toEqual({ n: 3, mean: 85, interval: [72.6, 97.4] });
		expect(meanScore([900, 900, 900])).toEqual({ n: 3, mean: 90, interval: [90, 90] });
	});

	it('stays on the scale', () => {
		expect(meanScore([1000, 0]).interval).toEqual([0, 100]);
	});

	it.each([
		[[855, 856], 85.6],
		[[1, 0, 0], 0],
		[[2, 0, 0], 0.1],
		[[1, 2], 0.2]
	])('rounds the mean of %o tenths to %d', (tenths, mean) => {
		expect(meanScore(tenths).mean).toBe(mean);
	});

	it('holds its mean between its bounds, whatever the order', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2 }), (tenths) => {
				const { mean, interval } = meanScore(tenths);
				expect(interval![0]).toBeLessThanOrEqual(mean!);
				expect(interval![1]).toBeGreaterThanOrEqual(mean!);
				expect(meanScore([...tenths].reverse())).toEqual({ n: tenths.length, mean, interval });
			})
		);
	});
});

describe('studentT975', () => {
	it.each([
		[1, 12.7062],
		[2, 4.3027],
		[3, 3.1824],
		[7, 2.3646],
		[29, 2.0452],
		[30, 2.0423],
		[120, 1.9799]
	])('has the tables’ value for %i degrees of freedom', (df, t) => {
		expect(studentT975(df)).toBeCloseTo(t, 4);
	});
});
