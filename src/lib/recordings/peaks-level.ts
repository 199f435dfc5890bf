/**
 * One level of the picture: the .dat form of a pyramid's level read into lanes, the level that
 * suits a width, and the columns to draw. The pyramid file itself is in peaks.ts.
 */

/** Samples per pixel of the levels, finest first. */
export const levelSteps = [64, 256, 1024, 4096, 16384] as const;

export const HEADER_BYTES = 24;

export interface LevelHeader {
	samplesPerPixel: number;
	sampleRate: number;
	/** Pairs of minimum and maximum per channel. */
	length: number;
	channels: number;
	/** Header and 8-bit data together. */
	bytes: number;
}

/** Reads the header of a version 2, 8-bit level at `offset`; undefined when it is none. */
export function readLevelHeader(bytes: Uint8Array, offset = 0): LevelHeader | undefined {
	if (bytes.length < offset + HEADER_BYTES) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset + offset, HEADER_BYTES);
	const [version, flags] = [view.getInt32(0, true), view.getUint32(4, true)];
	const channels = view.getInt32(20, true);
	const length = view.getUint32(16, true);
	if (version !== 2 || (flags & 1) === 0 || channels < 1 || channels > 64) return undefined;
	return {
		sampleRate: view.getInt32(8, true),
		samplesPerPixel: view.getInt32(12, true),
		length,
		channels,
		bytes: HEADER_BYTES + length * channels * 2
	};
}

/** Minimum and maximum of one channel, interleaved, as −1 … 1. */
export function channelPeaks(
	bytes: Uint8Array,
	header: LevelHeader,
	channel: number
): Float32Array {
	const data = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES);
	const peaks = new Float32Array(header.length * 2);
	for (let n = 0; n < header.length; n++) {
		const at = (n * header.channels + channel) * 2;
		peaks[2 * n] = (data[at] ?? 0) / 128;
		peaks[2 * n + 1] = (data[at + 1] ?? 0) / 128;
	}
	return peaks;
}

/** The coarsest level that still has a pair for each pixel at this scale; the finest when none has. */
export const levelFor = (sampleRate: number, pixelsPerSecond: number): number =>
	levelSteps.findLast((step) => step * pixelsPerSecond <= sampleRate) ?? levelSteps[0];

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

/** Round times to write under a picture of `sight` that is `widthPx` wide, at least a label apart. */
export function ticksOf([from, to]: readonly [number, number], widthPx: number): number[] {
	if (widthPx <= 0 || to <= from) return [];
	const apart = ((to - from) / widthPx) * TICK_GAP_PX;
	const step = TICK_STEPS_MS.find((ms) => ms >= apart) ?? 3_600_000;
	const first = Math.ceil(from / step) * step;
	return Array.from(
		{ length: Math.max(0, Math.ceil((to - first) / step)) },
		(_, n) => first + n * step
	);
}
