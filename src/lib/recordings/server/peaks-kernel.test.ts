import { describe, expect, it } from 'vitest';
import { noise } from '../../../../tests/support/wav-bytes.ts';
import { assembledKernel, PeakFolder } from './peaks-kernel.ts';

/** What audiowaveform computes, as plainly as it can be said. */
function naive(samples: Int16Array, channels: number, samplesPerPixel: number): number[] {
	const frames = samples.length / channels;
	const out: number[] = [];
	for (let from = 0; from < frames; from += samplesPerPixel)
		for (let c = 0; c < channels; c++) {
			let [low, high] = [Infinity, -Infinity];
			for (let f = from; f < Math.min(frames, from + samplesPerPixel); f++) {
				low = Math.min(low, samples[f * channels + c]!);
				high = Math.max(high, samples[f * channels + c]!);
			}
			out.push(low, high);
		}
	return out;
}

function folded(samples: Int16Array, channels: number, samplesPerPixel: number, cuts: number[]) {
	const folder = new PeakFolder(channels, samplesPerPixel);
	let at = 0;
	for (const cut of [...cuts, samples.length / channels - cuts.reduce((a, b) => a + b, 0)]) {
		folder.push(samples.subarray(at, at + cut * channels));
		at += cut * channels;
	}
	return Array.from(folder.finish());
}

describe('PeakFolder', () => {
	const forms = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((channels) =>
		[2, 3, 8, 64, 100, 256, 1000].map((samplesPerPixel) => ({ channels, samplesPerPixel }))
	);

	it.each(forms)('equals the plain loop: %o', ({ channels, samplesPerPixel }) => {
		const samples = noise(channels * 5003, channels + samplesPerPixel);
		const expected = naive(samples, channels, samplesPerPixel);
		expect(folded(samples, channels, samplesPerPixel, [])).toEqual(expected);
		expect(folded(samples, channels, samplesPerPixel, [1, 63, 1, 1000, 7, 0, 129])).toEqual(
			expected
		);
	});

	it('keeps the last pixel, of however few samples', () => {
		expect(folded(Int16Array.of(1, 2, 3, -32_768, 32_767), 1, 4, [])).toEqual([
			-32_768, 3, 32_767, 32_767
		]);
		expect(folded(new Int16Array(0), 2, 64, [])).toEqual([]);
	});

	it('takes more than fits into its memory at once', () => {
		const samples = noise(1_000_000, 5);
		expect(folded(samples, 2, 64, [])).toEqual(naive(samples, 2, 64));
	});

	it('is assembled the same every time, small and valid', () => {
		expect(WebAssembly.validate(assembledKernel())).toBe(true);
		expect(assembledKernel()).toEqual(assembledKernel());
		expect(assembledKernel().length).toBeLessThan(2000);
	});
});
