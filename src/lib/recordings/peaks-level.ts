/** One level of the picture: which one suits a scale, its lanes, and the columns to draw. The pyramid file is in peaks.ts. */
import { pyramidLevels, type PeaksLevel } from './peaks.ts';

/** Minimum and maximum of one channel, interleaved, as −1 … 1. */
export function channelPeaks(
	{ data, channels, length }: PeaksLevel,
	channel: number
): Float32Array {
	const peaks = new Float32Array(length * 2);
	for (let n = 0; n < length; n++) {
		const at = (n * channels + channel) * 2;
		peaks[2 * n] = (data[at] ?? 0) / 128;
		peaks[2 * n + 1] = (data[at + 1] ?? 0) / 128;
	}
	return peaks;
}

const MAX_GAIN = 6;

/** How much higher to draw all lanes alike, so that the loudest fills its lane; silence is not blown up. */
export function gainFor(lanes: readonly Float32Array[]): number {
	let loudest = 0;
	for (const lane of lanes) for (const value of lane) loudest = Math.max(loudest, Math.abs(value));
	return loudest > 0 ? Math.min(MAX_GAIN, Math.max(1, 0.94 / loudest)) : 1;
}

/** The coarsest level that still has a pair for each pixel at this scale; the finest when none has. */
export const levelFor = (sampleRate: number, pixelsPerSecond: number): number =>
	pyramidLevels.findLast((step) => step * pixelsPerSecond <= sampleRate) ?? pyramidLevels[0];

/** Of the steps at hand, the coarsest that is not coarser than `wanted`; else the finest there is. */
export const nearestStep = (steps: readonly number[], wanted: number): number | undefined =>
	steps.filter((step) => step <= wanted).sort((a, b) => b - a)[0] ??
	[...steps].sort((a, b) => a - b)[0];

/**
 * Lowest and highest value under each of `width` columns of interleaved pairs. Neighbours share a
 * value, so that the picture has no gap when pairs are fewer than columns.
 */
export function columnsOf(
	peaks: ArrayLike<number>,
	width: number
): { low: number; high: number }[] {
	const perColumn = peaks.length / width;
	return Array.from({ length: width }, (_, column) => {
		const from = Math.floor(column * perColumn);
		const to = Math.min(peaks.length, Math.max(from + 2, Math.ceil((column + 1) * perColumn)));
		let low = Infinity;
		let high = -Infinity;
		for (let n = Math.min(from, Math.max(0, to - 2)); n < to; n++) {
			const value = peaks[n] ?? 0;
			if (value < low) low = value;
			if (value > high) high = value;
		}
		return low <= high ? { low, high } : { low: 0, high: 0 };
	});
}

const TICK_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map(
	(s) => s * 1000
);
const TICK_GAP_PX = 72;
const LABEL_PX = 52;

/** Round times to write under a picture of `sight` that is `widthPx` wide, at least a label apart; none that the right edge would cut. */
export function ticksOf([from, to]: readonly [number, number], widthPx: number): number[] {
	if (widthPx <= 0 || to <= from) return [];
	const apart = ((to - from) / widthPx) * TICK_GAP_PX;
	const step = TICK_STEPS_MS.find((ms) => ms >= apart) ?? 3_600_000;
	const first = Math.ceil(from / step) * step;
	const last = to - ((to - from) / widthPx) * LABEL_PX;
	const count = Math.max(0, Math.floor((last - first) / step) + 1);
	return Array.from({ length: count }, (_, n) => first + n * step);
}
