/**
 * Decoding by the system's ffmpeg as a process of its own, writing 16-bit WAV to a pipe. It is given
 * the bytes, not the file's name, the one format they were found to have, and where the system has
 * `prlimit` (Linux) limits of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
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

const LIMITS = ['--as=1073741824', '--core=0', '--nofile=32', '--fsize=0'];
let limited: boolean | undefined;

/** The command with limits on time, memory, files and writing, where there is `prlimit`; time by size, as in analyser.ts. */
function guardedCommand(args: string[], bytes: number): [string, string[]] {
	limited ??= spawnSync('prlimit', [...LIMITS, 'true'], { stdio: 'ignore' }).status === 0;
	const time = `--cpu=${Math.ceil(Math.max(5, bytes / 20_000))}`;
	return limited ? ['prlimit', [...LIMITS, time, 'ffmpeg', ...args]] : ['ffmpeg', args];
}

/**
 * Input options: no file, address or playlist can be opened. MP4 alone may have its index at the
 * end and must be sought in: it gets the open file under the name of the standard input.
 */
function inputOf(demuxer: string): string[] {
	const seeks = demuxer === 'mov';
	const [protocol, from] = seeks ? ['file', 'file:/dev/stdin'] : ['pipe', 'pipe:0'];
	const whitelists = ['-protocol_whitelist', protocol, '-format_whitelist', demuxer];
	// As in decode-av.ts: lengths of MP3 count whole frames.
	const whole = demuxer === 'mp3' ? ['-flags2', '+skip_manual'] : [];
	return ['-nostdin', '-hide_banner', ...whitelists, ...whole, '-f', demuxer, '-i', from];
}

export async function openFfmpeg(file: string, found: Inspection): Promise<Pcm> {
	const output = ['-map', '0:a:0', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'];
	const [command, args] = guardedCommand([...inputOf(demuxerFor(found)), ...output], found.bytes);
	const bytes = openSync(file, 'r');
	const child = spawn(command, args, { stdio: [bytes, 'pipe', 'pipe'] });
	closeSync(bytes);
	const { stdout, stderr } = child;
	if (!stdout || !stderr) throw new Error('ffmpeg was given no pipes');
	let told = '';
	stderr.on('data', (text: Buffer) => {
		if (told.length < 16_384) told += text.toString('utf8');
	});
	child.on('error', (error) => {
		told += error.message;
	});
	const chunks = wholeFrames(stdout);
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
