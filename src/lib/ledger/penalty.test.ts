import { describe, expect, it } from 'vitest';
import { penaltyFor, priceOf, standardSteps } from './penalty.ts';

describe('penaltyFor', () => {
	it.each([
		[0, 0],
		[1, 1000],
		[2, 2000],
		[3, 3000],
		[4, 9000],
		[5, 15_000],
		[6, 21_000],
		[7, 27_000]
	])('prices %i severe items at %i fen', (count, total) => {
		expect(penaltyFor(standardSteps, count).totalFen).toBe(total);
		expect(total).toBe(1000 * count + 5000 * Math.max(0, count - 3));
	});

	it('prices each item by its place', () => {
		expect(penaltyFor(standardSteps, 5).perItemFen).toEqual([1000, 1000, 1000, 6000, 6000]);
	});

	it('takes steps in any order and charges nothing before the first', () => {
		const steps = [
			{ from: 4, amountFen: 7 },
			{ from: 2, amountFen: 5 }
		];
		expect([1, 2, 3, 4, 9].map((nth) => priceOf(steps, nth))).toEqual([0, 5, 5, 7, 7]);
		expect(priceOf([], 1)).toBe(0);
	});
});
