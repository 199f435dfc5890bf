/** One passage of a recording as a WAV file: nothing of the rest is in it. Runs in a child process. */
import * as fs from 'node:fs';
import type { AnalyserOptions, PassageOptions } from './analyser.ts';
import type { Watch } from './analyse-file.ts';
import { openPcm } from './decode.ts';
import { inspectFile } from './detect.ts';
import { Undecodable } from './pcm.ts';
import { wavHeader } from './playback-copy.ts';

export async function writePassage(
	file: string,
	{ fromMs, toMs, out }: PassageOptions,
	settings: Pick<AnalyserOptions, 'decoder'>,
	watch: Watch
): Promise<void> {
	const { sampleRate, channels, chunks } = await openPcm(file, inspectFile(file), settings.decoder);
	const sampleAt = (ms: number) => Math.round((ms * sampleRate) / 1000) * channels;
	const [first, last] = [sampleAt(fromMs), sampleAt(toMs)];
	const parts: Buffer[] = [];
	let at = 0;
	for await (const chunk of chunks) {
		watch();
		const from = Math.max(0, first - at);
		const to = Math.min(chunk.length, last - at);
		// A chunk is valid until the next is asked for.
		if (from < to) parts.push(Buffer.from(new Uint8Array(bytesOf(chunk.subarray(from, to)))));
		at += chunk.length;
		if (at >= last) break;
	}
	const sound = Buffer.concat(parts);
	if (sound.length === 0) throw new Undecodable('no sound in the passage');
	fs.writeFileSync(out, Buffer.concat([wavHeader(sampleRate, channels, sound.length), sound]));
}

const bytesOf = (samples: Int16Array): Uint8Array =>
	new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
