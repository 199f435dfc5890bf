/** The picture of a whole recording as an SVG document, shown until the player's own is drawn. */
import { parseLevels, type PeaksLevel } from './peaks.ts';
import { channelPeaks, columnsOf, gainFor } from './peaks-level.ts';

/** Width of the drawing in its own units; it is stretched to the place it stands in. */
export const STILL_COLUMNS = 1024;
const HEIGHT = 48;

/** Samples per pixel that give a pair for each column; at least 1. */
export const stillScale = (durationMs: number, sampleRate: number): number =>
	Math.max(1, Math.floor((durationMs * sampleRate) / 1000 / STILL_COLUMNS));

/**
 * One path for each channel, `#channel-N`, minimum to maximum about the middle line, all as much
 * higher as the player draws them. It takes the colour of the place that uses it. `dat` is one
 * level of the pyramid; undefined when it is damaged.
 */
export function stillPicture(dat: Uint8Array): string | undefined {
	const level = levelIn(dat);
	if (!level) return undefined;
	const lanes = Array.from({ length: level.channels }, (_, n) => channelPeaks(level, n));
	const gain = gainFor(lanes);
	const paths = lanes.map((lane, n) => `<path id="channel-${n}" d="${outline(lane, gain)}"/>`);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${STILL_COLUMNS} ${HEIGHT}">${paths.join('')}</svg>`;
}

function levelIn(dat: Uint8Array): PeaksLevel | undefined {
	try {
		return parseLevels(dat)[0];
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function outline(lane: Float32Array, gain: number): string {
	const y = (value: number) => Math.round(HEIGHT / 2 - (value * gain * HEIGHT) / 2);
	return columnsOf(lane, STILL_COLUMNS)
		.map(({ low, high }, x) => `M${x} ${y(high)}h1v${Math.max(1, y(low) - y(high))}h-1z`)
		.join('');
}
