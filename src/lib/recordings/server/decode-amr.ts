/** AMR by opencore-amr: unlike FFmpeg's decoder it fills the pauses of DTX, so that later times stay right. */
import { decoder } from '@audio/decode-amr';
import { openBytes } from './byte-source.ts';
import type { Inspection } from './detect.ts';
import type { Pcm } from './pcm.ts';

/** A pause is one byte for 20 ms: small windows keep what comes out of one small. */
const WINDOW = 1 << 12;

export function openAmr(file: string, found: Inspection): Pcm {
	const { codec, sampleRate, channels } = found;
	return { codec, sampleRate, channels, chunks: read(file) };
}

async function* read(file: string) {
	const source = openBytes(file);
	const amr = await decoder();
	try {
		for (let at = 0; at < source.size; at += WINDOW) {
			const sound = amr.decode(source.read(at, WINDOW)).channelData[0];
			if (sound) yield Int16Array.from(sound, toSample);
		}
	} finally {
		amr.free();
		source.close();
	}
}

const toSample = (value: number) => Math.max(-32768, Math.min(32767, Math.round(value * 32768)));
