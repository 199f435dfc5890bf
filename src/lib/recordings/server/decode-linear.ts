/** WAV PCM, G.711 and their headerless forms: read in windows, converted as ffmpeg and libsndfile do. */
import { openBytes } from './byte-source.ts';
import type { Inspection } from './detect.ts';
import { alawSamples, mulawSamples } from './g711.ts';
import type { Pcm } from './pcm.ts';

const WINDOW = 1 << 18;

interface Form {
	bytes: number;
	sample: (bytes: DataView, at: number) => number;
}

const floatSample = (value: number) =>
	Number.isNaN(value) ? 0 : Math.max(-32768, Math.min(32767, roundEven(value * 32768)));

const forms: Record<string, Form> = {
	pcm_u8: { bytes: 1, sample: (v, i) => (v.getUint8(i) - 128) << 8 },
	pcm_s8: { bytes: 1, sample: (v, i) => v.getInt8(i) << 8 },
	pcm_s16le: { bytes: 2, sample: (v, i) => v.getInt16(i, true) },
	pcm_s16be: { bytes: 2, sample: (v, i) => v.getInt16(i) },
	pcm_s24le: { bytes: 3, sample: (v, i) => v.getInt16(i + 1, true) },
	pcm_s32le: { bytes: 4, sample: (v, i) => v.getInt16(i + 2, true) },
	pcm_f32le: { bytes: 4, sample: (v, i) => floatSample(v.getFloat32(i, true)) },
	pcm_f64le: { bytes: 8, sample: (v, i) => floatSample(v.getFloat64(i, true)) },
	pcm_alaw: { bytes: 1, sample: (v, i) => alawSamples[v.getUint8(i)]! },
	pcm_mulaw: { bytes: 1, sample: (v, i) => mulawSamples[v.getUint8(i)]! }
};

/** True for codecs that need no decoder but this. */
export const isLinear = (codec: string): boolean => Object.hasOwn(forms, codec);

export function openLinear(file: string, found: Inspection): Pcm {
	const { codec, sampleRate, channels, wav } = found;
	const at = wav?.dataAt ?? 0;
	const chunks = read(file, codec, channels, at, at + found.actualBytes);
	return { codec, sampleRate, channels, chunks };
}

function* read(file: string, codec: string, channels: number, from: number, to: number) {
	const form = forms[codec]!;
	const frameBytes = form.bytes * channels;
	const window = Math.floor(WINDOW / frameBytes) * frameBytes;
	const source = openBytes(file);
	const into = Buffer.allocUnsafeSlow(window);
	const out = new Int16Array(window / form.bytes);
	try {
		for (let at = from; at < to; at += window) {
			const bytes = source.read(at, Math.min(window, to - at), into);
			const frames = Math.floor(bytes.length / frameBytes);
			if (frames === 0) return;
			yield convert(codec, form, bytes.subarray(0, frames * frameBytes), out);
		}
	} finally {
		source.close();
	}
}

/** The common forms have loops of their own: an order of magnitude faster than through a view. */
function convert(codec: string, form: Form, bytes: Buffer, out: Int16Array): Int16Array {
	const count = bytes.length / form.bytes;
	if (codec === 'pcm_s16le') return new Int16Array(bytes.buffer, bytes.byteOffset, count);
	const table =
		codec === 'pcm_alaw' ? alawSamples : codec === 'pcm_mulaw' ? mulawSamples : undefined;
	if (table) for (let i = 0; i < count; i++) out[i] = table[bytes[i]!]!;
	else {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		for (let i = 0; i < count; i++) out[i] = form.sample(view, i * form.bytes);
	}
	return out.subarray(0, count);
}

/** Rounds halves to the even neighbour, as the C library does for ffmpeg. */
function roundEven(value: number): number {
	const rounded = Math.round(value);
	return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
