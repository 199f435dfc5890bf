/**
 * Marks are measured on the decoded original and played on its copy: a click must lie at the same
 * place in both, within 50 ms, in every form that is copied; and where the encoder left it, in the rest.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSound, type Coding } from '../../../../tests/support/encode-sound.ts';
import { noise, s16, wavBytes } from '../../../../tests/support/wav-bytes.ts';
import { parseLevels } from '../peaks.ts';
import { createAnalyser, type Analysis, type AnalyseOptions } from './analyser.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'listenback-clicks-'));
const analysers = {
	mp3: createAnalyser({ decoder: 'node-av', playback: 'mp3' }),
	opus: createAnalyser({ decoder: 'node-av', playback: 'opus' }),
	flac: createAnalyser({ decoder: 'node-av', playback: 'flac' })
};
afterAll(async () => {
	await Promise.all(Object.values(analysers).map((analyser) => analyser.close()));
	rmSync(folder, { recursive: true });
});

const CLICKS_MS = [1000, 7300, 18_900];
const WITHIN_MS = 50;

/** Twenty seconds of near silence with a loud burst of 60 ms at each click. */
function clicks(rate: number, channels = 1): Int16Array {
	const out = new Int16Array(20 * rate * channels);
	for (const ms of CLICKS_MS)
		for (let i = 0; i < rate * 0.06 * channels; i++)
			out[((ms * rate) / 1000) * channels + i] =
				20_000 * Math.sin((2 * Math.PI * 1000 * Math.floor(i / channels)) / rate);
	return out;
}

/** Where the first channel gets loud after a second of silence, ms. */
function heardClicks(analysis: Analysis): number[] {
	const level = parseLevels(readFileSync(analysis.peaksPath!)).at(-1)!;
	const msPerPixel = (level.samplesPerPixel / level.sampleRate) * 1000;
	const loud = Array.from({ length: level.length }, (_, n) => n)
		.filter((n) => level.data[n * level.channels * 2 + 1]! > 40)
		.map((n) => n * msPerPixel);
	return loud.filter((ms, n) => n === 0 || ms - loud[n - 1]! > 1000);
}

async function compare(file: string, form: keyof typeof analysers, options: AnalyseOptions = {}) {
	const original = await analysers[form].analyse(file, { ...options, outDir: folder });
	expect(original.playbackPath).not.toBeNull();
	const copy = await analysers[form].analyse(original.playbackPath!, { outDir: folder });
	const [there, here] = [heardClicks(original), heardClicks(copy)];
	expect(there.length).toBeGreaterThan(0);
	expect(here).toHaveLength(there.length);
	const apart = there.map((ms, n) => Math.abs(ms - here[n]!));
	expect(Math.max(...apart)).toBeLessThanOrEqual(WITHIN_MS);
	return { there, apart: Math.max(...apart) };
}

/** What a sender of GSM sends while nobody speaks. */
const silentGsm = Buffer.from(
	'd820a2e15a5000492492492450004924924924500049249249245000492492492'.padEnd(66, '0'),
	'hex'
);

const telephone = { rate: 8000, channels: 1 };
const coded: [name: string, coding: Coding][] = [
	['cbr.mp3', { ...telephone, encoder: 'libmp3lame', samples: 's16p', bitrate: 32_000 }],
	['vbr.mp3', { ...telephone, encoder: 'libmp3lame', samples: 's16p', options: { flags: '+qscale', global_quality: '472' } }],
	['stereo.mp3', { rate: 16_000, channels: 2, encoder: 'libmp3lame', samples: 's16p', bitrate: 48_000 }],
	['a.aac', { ...telephone, encoder: 'aac', samples: 'fltp', bitrate: 24_000, format: 'adts' }],
	['ima.wav', { rate: 8000, channels: 2, encoder: 'adpcm_ima_wav', samples: 's16p' }],
	['ms.wav', { ...telephone, encoder: 'adpcm_ms', samples: 's16' }],
	['a.wav', { ...telephone, encoder: 'pcm_alaw', samples: 's16' }],
	['u.wav', { rate: 8000, channels: 2, encoder: 'pcm_mulaw', samples: 's16' }]
]; // prettier-ignore

describe('a click in the copy', () => {
	it.each(coded)('of %s lies where it lay', async (name, coding) => {
		const file = path.join(folder, name);
		encodeSound(clicks(coding.rate, coding.channels), file, coding);
		const { there } = await compare(file, 'mp3');
		// What an encoder puts before the sound counts as part of the file: at most 150 ms.
		there.forEach((ms, n) => {
			expect(ms - CLICKS_MS[n]!).toBeGreaterThan(-20);
			expect(ms - CLICKS_MS[n]!).toBeLessThan(150);
		});
	});

	// A column of the peaks is 8 ms wide.
	it.each([
		['opus', 13],
		['flac', 8]
	] as const)('as %s lies there to %i ms', async (form, within) => {
		const file = path.join(folder, `${form}.wav`);
		encodeSound(clicks(8000), file, { ...telephone, encoder: 'pcm_alaw', samples: 's16' });
		expect((await compare(file, form)).apart).toBeLessThanOrEqual(within);
	});

	it('of a WAV with an untrue header lies where it lay', async () => {
		const file = path.join(folder, 'open.wav');
		writeFileSync(file, wavBytes(s16(clicks(8000)), { claimed: 0 }));
		expect((await compare(file, 'mp3')).apart).toBe(0);
	});

	it('of raw G.722 lies where it lay', async () => {
		const file = path.join(folder, 'call.g722');
		encodeSound(clicks(16_000), file, {
			rate: 16_000,
			channels: 1,
			encoder: 'g722',
			samples: 's16',
			format: 'g722'
		});
		const raw = { codec: 'g722', rate: 16_000, channels: 1 };
		const { there } = await compare(file, 'mp3', { raw });
		there.forEach((ms, n) => expect(Math.abs(ms - CLICKS_MS[n]!)).toBeLessThanOrEqual(WITHIN_MS));
	});

	// No encoder of these is at hand: frames of noise between frames of nothing, 20 ms each.
	it.each([
		['call.amr', '#!AMR\n', Buffer.of(0x7c), [0x3c], 32, undefined],
		['call.gsm', '', silentGsm, [0xd1], 33, { codec: 'gsm', rate: 8000, channels: 1 }]
	] as const)('of %s lies where it lay', async (name, magic, silent, head, bytes, raw) => {
		const noisy = (n: number) =>
			Buffer.concat([Buffer.from(head), s16(noise(40, n)).subarray(0, bytes - head.length)]);
		const frames = Array.from({ length: 1000 }, (_, n) =>
			CLICKS_MS.some((ms) => n * 20 >= ms && n * 20 < ms + 200) ? noisy(n) : silent
		);
		const file = path.join(folder, name);
		writeFileSync(file, Buffer.concat([Buffer.from(magic), ...frames]));
		const { there } = await compare(file, 'mp3', raw ? { raw } : {});
		expect(there).toHaveLength(CLICKS_MS.length);
	});
});
