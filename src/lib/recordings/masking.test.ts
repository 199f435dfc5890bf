import { describe, expect, it } from 'vitest';
import { maskNumber } from './masking.ts';

describe('maskNumber', () => {
	it.each([
		['13812348000', '138****8000'],
		['+8613812348000', '+86138****8000'],
		['138 1234 8000', '138****8000'],
		['02079460110', '020****0110'],
		['62345678', '****5678'],
		['10086', '****6'],
		['110', '***'],
		['12345678901234567', '12345********4567'],
		['138****8000', '138****8000'],
		['alice-smith', 'a***'],
		['sip:bob@example.com', 's***'],
		['+', null],
		['', null],
		['  ', null],
		['anonymous', null],
		['Unknown', null],
		[null, null],
		[undefined, null]
	])('%s → %s', (raw, masked) => {
		expect(maskNumber(raw)).toBe(masked);
	});

	it('hides at least four digits of every number longer than four', () => {
		for (let length = 5; length <= 20; length++) {
			const number = '1234567890'.repeat(2).slice(0, length);
			expect(maskNumber(number)!.split('*').length - 1).toBeGreaterThanOrEqual(4);
		}
	});
});
