import { describe, expect, it } from 'vitest';
import { maskFacts, maskFileName, maskNumber } from './masking.ts';

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
		['**7213812348000', '72138****8000'],
		['13812348000**', '138****8000'],
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

describe('maskFileName', () => {
	it.each([
		[
			'external-8006-18600007159-20261120-101530-1795140930.12.wav',
			'external-8006-186****7159-20261120-101530-1795140930.12.wav'
		],
		[
			'2025/03/27/q-400-07700900123-20250327-092517-1743042317.12206-in.wav',
			'2025/03/27/q-400-077****0123-20250327-092517-1743042317.12206-in.wav'
		],
		['out-+8613812348000-301.wav', 'out-+86138****8000-301.wav'],
		['20250219060122_呼入_3201_13812348000.mp3', '20250219060122_呼入_3201_138****8000.mp3'],
		['tel13812348000end.wav', 'tel138****8000end.wav'],
		['62345678.wav', '****5678.wav'],
		['5550143.wav', '****143.wav'],
		['010-62345678_2025-02-19.wav', '010-****5678_2025-02-19.wav'],
		['138-1234-8000 20250219.wav', '138****8000 20250219.wav'],
		['020 7946 0110.wav', '020****0110.wav'],
		['202-555-0143_20250219.wav', '20****0143_20250219.wav'],
		['１３８１２３４８０００.wav', '138****8000.wav'],
		['1314960123.3gp', '13****0123.3gp'],
		['+20251120.wav', '+****1120.wav'],
		['20251399123.wav', '202****9123.wav'],
		['2026112013812348000.wav', '20261**********8000.wav'],
		['138****8000.wav', '138****8000.wav']
	])('%s → %s', (name, shown) => {
		expect(maskFileName(name)).toBe(shown);
	});

	it.each([
		'rg-600-3201-2025-03-27T09-25-17.wav',
		'q-400-301-2025-03-27.wav',
		'20240305-140210-0F3C2B7E-52a1-4c1e-9a7d-1d1f6a3a9c01.wav',
		'20250219060122123-301-10086.wav',
		'1743042317.12206.wav',
		'张三 2025-08-22 16.40.00 (2).wav',
		''
	])('%s stays', (name) => {
		expect(maskFileName(name)).toBe(name);
	});
});

describe('maskFileName with what the call is known by', () => {
	it.each([
		['20251212-in.wav', '20251212', '****1212-in.wav'],
		['in-10086-张三-20250327.wav', '张三', 'in-10086-张***-20250327.wav'],
		['in-10086-20250327.wav', '10086', 'in-****6-20250327.wav'],
		['in-110-20250327.wav', '110', 'in-110-20250327.wav'],
		['in-20250327.wav', null, 'in-20250327.wav']
	])('%s of %s → %s', (name, known, shown) => {
		expect(maskFileName(name, known)).toBe(shown);
	});
});

describe('maskFacts', () => {
	it('masks every text, and leaves hashes, ids, numbers, dates and what is not there', () => {
		const at = new Date('2026-03-10T08:00:00Z');
		const was = 'a1'.repeat(8) + '13812348000'.padEnd(48, '0');
		const kept = { bytes: 13812348000, at, was, none: null, missing: undefined };
		expect(maskFacts([{ ...kept, by: 'in-13812348000.wav', all: ['13812348000'] }])).toEqual([
			{ ...kept, by: 'in-138****8000.wav', all: ['138****8000'] }
		]);
	});
});
