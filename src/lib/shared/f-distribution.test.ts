import { expect, it } from 'vitest';
import { fProbability, fQuantile } from './f-distribution.ts';

// Upper points of the usual tables.
it.each([
	[0.975, 5, 15, 3.5764],
	[0.975, 15, 5, 6.4277],
	[0.95, 1, 1, 161.4476],
	[0.95, 10, 10, 2.9782],
	[0.975, 1, 120, 5.1523],
	[0.5, 4, 4, 1]
])('the %d point of F(%d, %d) is %d', (probability, d1, d2, expected) => {
	expect(fQuantile(probability, d1, d2)).toBeCloseTo(expected, 3);
});

it('is the inverse of the probability, with broken degrees of freedom too', () => {
	for (const probability of [0.025, 0.3, 0.975])
		expect(fProbability(fQuantile(probability, 4.3, 7.9), 4.3, 7.9)).toBeCloseTo(probability, 10);
	expect(fProbability(0, 3, 3)).toBe(0);
});
