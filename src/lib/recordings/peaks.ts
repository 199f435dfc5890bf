/**
 * Peaks in the BBC's .dat form, version 2: a header of 24 bytes (version, flags with bit 0 for
 * 8-bit values, sample rate, samples per pixel, length, channels; all int32 little-endian), then
 * minimum and maximum of each channel in turn. A pyramid is several of them in one file, coarsest
 * first, so that the first kilobytes show the whole call.
 */
export const HEADER_BYTES = 24;

/** Samples per pixel of the pyramid's levels, finest first. */
export const pyramidLevels = [64, 256, 1024, 4096, 16_384] as const;

interface PeaksForm {
	samplesPerPixel: number;
	sampleRate: number;
	channels: number;
}

export interface PeaksLevel extends PeaksForm {
	/** Pixels, that is pairs per channel. */
	length: number;
	/** Minimum and maximum per channel, interleaved: `data[(pixel × channels + channel) × 2]` is a minimum. */
	data: Int8Array;
}

/** One .dat file of the given pairs. 8-bit values are the 16-bit ones / 256, truncated toward zero. */
export function writeDat(form: PeaksForm, bits: 8 | 16, pairs: Int16Array | Int8Array): Uint8Array {
	const bytes = new Uint8Array(HEADER_BYTES + pairs.length * (bits / 8));
	const header = new DataView(bytes.buffer);
	const length = pairs.length / 2 / form.channels;
	[2, bits === 8 ? 1 : 0, form.sampleRate, form.samplesPerPixel, length, form.channels].forEach(
		(value, i) => header.setInt32(i * 4, value, true)
	);
	if (bits === 8) new Int8Array(bytes.buffer, HEADER_BYTES).set(toBytes(pairs));
	else pairs.forEach((value, i) => header.setInt16(HEADER_BYTES + i * 2, value, true));
	return bytes;
}

function toBytes(pairs: Int16Array | Int8Array): Int8Array {
	if (pairs instanceof Int8Array) return pairs;
	const out = new Int8Array(pairs.length);
	for (let i = 0; i < pairs.length; i++) out[i] = Math.trunc(pairs[i]! / 256);
	return out;
}

/** The levels of a pyramid from the pairs of its finest one, as one blob, coarsest first. */
export function writePyramid(sampleRate: number, channels: number, finest: Int16Array): Uint8Array {
	const parts: Uint8Array[] = [];
	let pairs = toBytes(finest);
	pyramidLevels.forEach((samplesPerPixel, i) => {
		if (i > 0) pairs = coarser(pairs, channels, samplesPerPixel / pyramidLevels[i - 1]!);
		parts.unshift(writeDat({ samplesPerPixel, sampleRate, channels }, 8, pairs));
	});
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Joins `factor` pixels into one; the last may join fewer. */
export function coarser(pairs: Int8Array, channels: number, factor: number): Int8Array {
	const width = channels * 2;
	const length = pairs.length / width;
	const out = new Int8Array(Math.ceil(length / factor) * width);
	for (let pixel = 0, at = 0; pixel < length; pixel += factor, at += width) {
		const end = Math.min(length, pixel + factor);
		for (let c = 0; c < width; c += 2) {
			let low = 127;
			let high = -128;
			for (let i = pixel * width + c; i < end * width; i += width) {
				if (pairs[i]! < low) low = pairs[i]!;
				if (pairs[i + 1]! > high) high = pairs[i + 1]!;
			}
			out[at + c] = low;
			out[at + c + 1] = high;
		}
	}
	return out;
}

/** The levels of a pyramid, coarsest first, as views on `bytes`. Throws on anything but 8-bit version 2. */
export function parseLevels(bytes: Uint8Array): PeaksLevel[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const levels: PeaksLevel[] = [];
	for (let at = 0; at < bytes.byteLength;) {
		const left = bytes.byteLength - at;
		if (left < HEADER_BYTES || view.getInt32(at, true) !== 2 || !(view.getUint32(at + 4, true) & 1))
			throw new RangeError('not an 8-bit .dat file of version 2');
		const [sampleRate, samplesPerPixel, length, channels] = [8, 12, 16, 20].map((offset) =>
			view.getUint32(at + offset, true)
		) as [number, number, number, number];
		const size = length * channels * 2;
		if (size > left - HEADER_BYTES) throw new RangeError('.dat file shorter than its header says');
		const data = new Int8Array(bytes.buffer, bytes.byteOffset + at + HEADER_BYTES, size);
		levels.push({ samplesPerPixel, sampleRate, channels, length, data });
		at += HEADER_BYTES + size;
	}
	return levels;
}
