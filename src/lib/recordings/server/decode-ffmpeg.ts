/** Decoding by the system's ffmpeg as a process of its own, writing 16-bit WAV to a pipe. */
import { spawn, spawnSync } from 'node:child_process';
import { demuxerFor } from './demuxers.ts';
import type { Inspection } from './detect.ts';
import { Undecodable, type Pcm } from './pcm.ts';

let present: boolean | undefined;

/** True when an `ffmpeg` on the PATH answers. Asked once. */
export function hasFfmpeg(): boolean {
	present ??=
		spawnSync('ffmpeg', ['-hide_banner', '-version'], { stdio: 'ignore', timeout: 5000 }).status ===
		0;
	return present;
}

/** Nothing but this file may be opened, and only as what it was found to be. */
const guarded = ['-nostdin', '-hide_banner', '-protocol_whitelist', 'file,pipe'];

export async function openFfmpeg(file: string, found: Inspection): Promise<Pcm> {
	const demuxer = demuxerFor(found);
	// As in decode-av.ts: lengths of MP3 count whole frames.
	const whole = demuxer === 'mp3' ? ['-flags2', '+skip_manual'] : [];
	const input = [...whole, '-f', demuxer, '-i', `file:${file}`];
	const output = ['-map', '0:a:0', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'];
	const child = spawn('ffmpeg', [...guarded, ...input, ...output], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let told = '';
	child.stderr.on('data', (text: Buffer) => {
		if (told.length < 16_384) told += text.toString('utf8');
	});
	child.on('error', (error) => {
		told += error.message;
	});
	const chunks = wholeFrames(child.stdout);
	const first = await chunks.next();
	if (first.done || !('sampleRate' in first.value))
		throw new Undecodable(told.trim().split('\n').at(-1) ?? 'no sound in it');
	const codec = /Stream #0:\d+.*?: Audio: (\w+)/.exec(told)?.[1] ?? 'unknown';
	const { sampleRate, channels } = first.value;
	return { codec, sampleRate, channels, chunks: chunks as AsyncGenerator<Int16Array> };
}

async function* wholeFrames(
	stream: AsyncIterable<Buffer>
): AsyncGenerator<{ sampleRate: number; channels: number } | Int16Array> {
	let rest: Buffer = Buffer.alloc(0);
	let frameBytes = 0;
	for await (const piece of stream) {
		rest = rest.length ? Buffer.concat([rest, piece]) : piece;
		if (!frameBytes) {
			const data = rest.indexOf('data', 12, 'latin1');
			if (data < 0 || rest.length < data + 8) continue;
			const channels = rest.readUInt16LE(22);
			yield { sampleRate: rest.readUInt32LE(24), channels };
			frameBytes = channels * 2;
			rest = rest.subarray(data + 8);
		}
		const whole = rest.length - (rest.length % frameBytes);
		if (whole) yield new Int16Array(new Uint8Array(rest.subarray(0, whole)).buffer);
		rest = rest.subarray(whole);
	}
}
