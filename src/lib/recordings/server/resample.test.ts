import { describe, expect, it } from 'vitest';
import { Resampler } from './resample.ts';

const sine = (count: number, rate: number, pitch: number) =>
	Float32Array.from(
		{ length: count },
		(_, i) => 10_000 * Math.sin((2 * Math.PI * pitch * i) / rate)
	);

function resampled(samples: Float32Array, rate: number, step: number): Float32Array {
	const resampler = new Resampler(rate);
	const out: number[] = [];
	for (let at = 0; at < samples.length; at += step)
		out.push(...resampler.push(samples.subarray(at, at + step)));
	out.push(...resampler.finish());
	return Float32Array.from(out);
}

/** Root of the mean square difference, away from the ends. */
function distance(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let i = 100; i < a.length - 100; i++) sum += (a[i]! - b[i]!) ** 2;
	return Math.sqrt(sum / (a.length - 200));
}

describe('Resampler', () => {
	it.each([4000, 6000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000])(
		'brings %i Hz to 8 kHz, in place and of the right length',
		(rate) => {
			const out = resampled(sine(rate, rate, 500), rate, 1000);
			expect(out).toHaveLength(8000);
			expect(distance(out, sine(8000, 8000, 500))).toBeLessThan(100);
		}
	);

	it('leaves out what 8 kHz cannot hold', () => {
		const out = resampled(sine(48_000, 48_000, 6000), 48_000, 4096);
		expect(distance(out, new Float32Array(8000))).toBeLessThan(100);
	});

	it('does not depend on how the sound is cut', () => {
		const samples = sine(9000, 44_100, 700);
		expect(resampled(samples, 44_100, 7)).toEqual(resampled(samples, 44_100, 9000));
	});
});
