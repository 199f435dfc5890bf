import { describe, expect, it } from 'vitest';
import { wilson } from './proportion.ts';

describe('wilson', () => {
	it.each([
		[0, 10, 0, 0.2775],
		[10, 10, 0.7225, 1],
		[1, 1, 0.2065, 1],
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605]
	])('gives the published bounds of %i in %i', (failed, n, low, high) => {
		const [from, to] = wilson(failed, n)!;
		expect(from).toBeCloseTo(low, 4);
		expect(to).toBeCloseTo(high, 4);
	});

	it('has none without observations', () => {
		expect(wilson(0, 0)).toBeNull();
	});
});
