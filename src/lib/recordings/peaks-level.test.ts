import { describe, expect, it } from 'vitest';
import { channelPeaks, columnsOf, gainFor, levelFor, nearestStep, ticksOf } from './peaks-level.ts';

describe('levelFor', () => {
	it.each([
		[8000, 1200 / 3600, 16_384],
		[8000, 1200 / 180, 1024],
		[8000, 8000 / 256, 256],
		[8000, 8000 / 255, 64],
		[8000, 1000, 64],
		[48_000, 100, 256]
	])('at %i Hz and %d pixels a second takes %i', (sampleRate, pixels, level) => {
		expect(levelFor(sampleRate, pixels)).toBe(level);
	});
});

describe('nearestStep', () => {
	const steps = [16_384, 4096, 1024, 256, 64];
	it.each([
		[Infinity, 16_384],
		[16_384, 16_384],
		[16_383, 4096],
		[64, 64],
		[1, 64]
	])('for a wish of %d gives %i', (wanted, step) => {
		expect(nearestStep(steps, wanted)).toBe(step);
	});

	it('has nothing to give of nothing', () => {
		expect(nearestStep([], 64)).toBeUndefined();
	});
});

it('reads one channel of interleaved pairs', () => {
	const level = {
		samplesPerPixel: 64,
		sampleRate: 8000,
		channels: 2,
		length: 2,
		data: Int8Array.of(-128, 64, -1, 1, -64, 127, 0, 0)
	};
	expect([...channelPeaks(level, 0)]).toEqual([-1, 0.5, -0.5, 127 / 128]);
	expect([...channelPeaks(level, 1)]).toEqual([-1 / 128, 1 / 128, 0, 0]);
});

describe('columnsOf', () => {
	it('takes the extremes of all pairs under a column', () => {
		expect(columnsOf([-0.5, 0.1, -0.25, 0.75, 0, 0.5, -1, 0], 2)).toEqual([
			{ low: -0.5, high: 0.75 },
			{ low: -1, high: 0.5 }
		]);
	});

	it('leaves no column without a value when pairs are few', () => {
		const columns = columnsOf([-0.5, 0.5], 7);
		expect(columns).toHaveLength(7);
		expect(columns.every(({ low, high }) => low === -0.5 && high === 0.5)).toBe(true);
	});

	it('draws a flat line of nothing', () => {
		expect(columnsOf([], 2)).toEqual([
			{ low: 0, high: 0 },
			{ low: 0, high: 0 }
		]);
	});
});

describe('gainFor', () => {
	it('fills the lane with the loudest, within bounds, the same for all lanes', () => {
		expect(gainFor([Float32Array.of(-0.25, 0.47), Float32Array.of(0.1)])).toBeCloseTo(2, 5);
		expect(gainFor([Float32Array.of(-1, 1)])).toBe(1);
		expect(gainFor([Float32Array.of(0.001)])).toBe(6);
		expect(gainFor([Float32Array.of(0, 0)])).toBe(1);
	});
});

describe('ticksOf', () => {
	it.each([
		[[0, 60_000], 720, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
		[[7000, 22_000], 360, [10_000, 15_000]],
		[[7000, 22_000], 400, [10_000, 15_000, 20_000]],
		[[0, 3_600_000], 390, [0, 900_000, 1_800_000, 2_700_000]],
		[[0, 0], 720, []],
		[[0, 1000], 0, []]
	] as [[number, number], number, number[]][])('%j over %i px', (sight, width, ticks) => {
		expect(ticksOf(sight, width)).toEqual(ticks);
	});
});
