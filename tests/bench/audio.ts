/**
 * Peaks and speech against the bare decode of the same ten-minute stereo call, and peaks alone
 * against the bare reading of its bytes; medians of several, taken in turn in one process.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openAv } from '#lib/recordings/server/decode-av.ts';
import { openPcm } from '#lib/recordings/server/decode.ts';
import { inspectFile } from '#lib/recordings/server/detect.ts';
import { PeakFolder } from '#lib/recordings/server/peaks-kernel.ts';
import { SoundMeter } from '#lib/recordings/server/sound-meter.ts';
import { encodeSound } from '../support/encode-sound.ts';
import { spokenCall } from '../support/sound.ts';
import { wavBytes } from '../support/wav-bytes.ts';

export interface Row {
	what: string;
	/** Milliseconds, median. */
	ours: number;
	against: number;
	ratio: number;
}

const MINUTES = 10;
const RUNS = 5;
const WAV_HEADER_BYTES = 44;
const WINDOW = 1 << 18;

export async function bench(): Promise<Row[]> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-bench-'));
	try {
		const files = await makeFiles(folder);
		const rows = [
			await compare('peaks alone, WAV, against reading it', files.wav!, peaks, reading)
		];
		for (const [form, file] of Object.entries(files))
			rows.push(
				await compare(
					`decode, peaks and speech, ${form}, against FFmpeg decoding it`,
					file,
					all,
					decoding
				)
			);
		return rows;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export async function run(print: (line: string) => void) {
	print(`${MINUTES} min stereo at 8 kHz, medians of ${RUNS} runs`);
	for (const { what, ours, against, ratio } of await bench()) {
		const speed = Math.round((MINUTES * 60_000) / ours);
		print(
			`${what.padEnd(60)} ${ours.toFixed(1).padStart(8)} ms  ${against.toFixed(1).padStart(8)} ms  ratio ${ratio.toFixed(2).padStart(7)}  ${speed} × real time`
		);
	}
}

/** A spoken call, repeated to length. */
async function makeFiles(folder: string): Promise<Record<string, string>> {
	const call = (await spokenCall()).wav.subarray(WAV_HEADER_BYTES);
	const bytes = Buffer.alloc(MINUTES * 60 * 8000 * 4);
	for (let at = 0; at < bytes.length; at += call.length) call.copy(bytes, at);
	const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
	const to = (file: string) => path.join(folder, file);
	writeFileSync(to('call.wav'), wavBytes(bytes, { channels: 2 }));
	const form = { rate: 8000, channels: 2 };
	encodeSound(samples, to('call.mp3'), {
		...form,
		encoder: 'libmp3lame',
		samples: 's16p',
		bitrate: 32_000
	});
	encodeSound(samples, to('call.opus'), {
		...form,
		encoder: 'libopus',
		samples: 's16',
		bitrate: 24_000,
		format: 'ogg'
	});
	return { wav: to('call.wav'), mp3: to('call.mp3'), opus: to('call.opus') };
}

type Work = (file: string) => Promise<unknown>;

/** Both in turn, so that what disturbs one disturbs the other. */
async function compare(what: string, file: string, ours: Work, against: Work): Promise<Row> {
	const times: [number[], number[]] = [[], []];
	for (let i = 0; i <= RUNS; i++)
		for (const [side, work] of [ours, against].entries()) {
			const started = performance.now();
			await work(file);
			// The first round warms up.
			if (i > 0) times[side]!.push(performance.now() - started);
		}
	const [mine, theirs] = times.map(median) as [number, number];
	return { what, ours: mine, against: theirs, ratio: mine / theirs };
}

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const open = (file: string) => openPcm(file, inspectFile(file), 'auto');

/** By FFmpeg, for all forms: own decoding of PCM is no more than reading it. */
const decoding: Work = async (file) => {
	let samples = 0;
	for await (const chunk of (await openAv(file, inspectFile(file))).chunks) samples += chunk.length;
	return samples;
};

const reading: Work = async (file) => {
	const descriptor = openSync(file, 'r');
	const window = Buffer.allocUnsafe(WINDOW);
	while (readSync(descriptor, window, 0, WINDOW, null) > 0);
	closeSync(descriptor);
};

const peaks: Work = async (file) => {
	const pcm = await open(file);
	const folder = new PeakFolder(pcm.channels, 64);
	for await (const chunk of pcm.chunks) folder.push(chunk);
	return folder.finish();
};

const all: Work = async (file) => {
	const pcm = await open(file);
	const meter = new SoundMeter(pcm.sampleRate, pcm.channels);
	for await (const chunk of pcm.chunks) meter.push(chunk);
	return meter.finish();
};
