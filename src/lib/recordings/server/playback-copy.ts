/** Writes the copy that a browser plays in place of the original, from the decoded sound as it flows by. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import type { CopyForm } from '../playback.ts';
import { codedForm } from './copy-form.ts';
import { openAvEncoder } from './encode-av.ts';

export interface CopyWriter {
	push(samples: Int16Array): void | Promise<void>;
	/** Completes the file. */
	finish(): Promise<void>;
	/** Stops at once; the caller removes the file. */
	abandon(): void;
}

export async function openCopy(
	file: string,
	form: CopyForm,
	sampleRate: number,
	channels: number,
	withFfmpeg: boolean
): Promise<CopyWriter> {
	if (form === 'wav') return openWavCopy(file, sampleRate, channels);
	const coded = codedForm(form, sampleRate, channels);
	if (!withFfmpeg) return openAvEncoder(file, coded, sampleRate, channels);
	return openFfmpegEncoder(file, coded, sampleRate, channels);
}

/** Header of 16-bit PCM; `bytes` beyond 32 bits are claimed as unknown. */
export function wavHeader(sampleRate: number, channels: number, bytes: number): Buffer {
	const header = Buffer.alloc(44);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(Math.min(0xffffffff, 36 + bytes), 4);
	header.write('WAVEfmt ', 8, 'latin1');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(channels, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * channels * 2, 28);
	header.writeUInt16LE(channels * 2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36, 'latin1');
	header.writeUInt32LE(Math.min(0xffffffff, bytes), 40);
	return header;
}

function openWavCopy(file: string, sampleRate: number, channels: number): CopyWriter {
	const descriptor = fs.openSync(file, 'wx');
	let bytes = 0;
	fs.writeSync(descriptor, wavHeader(sampleRate, channels, 0));
	return {
		push(samples) {
			const part = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
			for (let at = 0; at < part.length;) at += fs.writeSync(descriptor, part, at);
			bytes += part.length;
		},
		async finish() {
			fs.writeSync(descriptor, wavHeader(sampleRate, channels, bytes), 0, 44, 0);
			fs.closeSync(descriptor);
		},
		abandon: () => fs.closeSync(descriptor)
	};
}

function openFfmpegEncoder(
	file: string,
	coded: ReturnType<typeof codedForm>,
	sampleRate: number,
	channels: number
): CopyWriter {
	const input = [
		'-protocol_whitelist',
		'pipe',
		'-f',
		's16le',
		'-ar',
		`${sampleRate}`,
		'-ac',
		`${channels}`,
		'-i',
		'pipe:0'
	];
	const bitrate = coded.bitrate ? ['-b:a', `${coded.bitrate}`] : [];
	const options = Object.entries(coded.options).flatMap(([name, value]) => [`-${name}`, value]);
	const output = ['-c:a', coded.encoder, ...bitrate, ...options, '-ar', `${coded.sampleRate}`];
	const child = spawn(
		'ffmpeg',
		[
			'-nostdin',
			'-hide_banner',
			'-loglevel',
			'error',
			'-y',
			...input,
			...output,
			'-f',
			coded.muxer,
			file
		],
		{ stdio: ['pipe', 'ignore', 'ignore'] }
	);
	const ended = once(child, 'close') as Promise<[number | null]>;
	ended.catch(() => undefined);
	child.stdin.on('error', () => undefined);
	return {
		async push(samples) {
			const part = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
			if (!child.stdin.write(Buffer.from(part)) && child.exitCode === null)
				await Promise.race([once(child.stdin, 'drain'), ended]);
		},
		async finish() {
			child.stdin.end();
			const [code] = await ended;
			if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
		},
		abandon: () => void child.kill('SIGKILL')
	};
}
