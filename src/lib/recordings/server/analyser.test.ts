import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testAnalyser } from '../../../../tests/support/analyser.ts';
import { encodeSound, type Coding } from '../../../../tests/support/encode-sound.ts';
import { noise, s16, tone, wavBytes } from '../../../../tests/support/wav-bytes.ts';
import { createAnalyser, type RawForm } from './analyser.ts';

const { folder, analyser, file, analyse } = testAnalyser();

const telephone = { rate: 8000, channels: 1 };
const wide = { rate: 48_000, channels: 2 };
const encoded: [name: string, coding: Coding, container: string, codec: string, copied: boolean][] = [
	['cbr.mp3', { ...telephone, encoder: 'libmp3lame', samples: 's16p', bitrate: 32_000 }, 'mp3', 'mp3', true],
	['wide.mp3', { ...wide, encoder: 'libmp3lame', samples: 's16p', bitrate: 64_000 }, 'mp3', 'mp3', false],
	[
		'vbr.mp3',
		{ ...telephone, encoder: 'libmp3lame', samples: 's16p', options: { flags: '+qscale', global_quality: '472' } },
		'mp3', 'mp3', true
	],
	['o.opus', { ...wide, encoder: 'libopus', samples: 's16', bitrate: 32_000, format: 'ogg' }, 'ogg', 'opus', false],
	['v.ogg', { ...wide, encoder: 'libvorbis', samples: 'fltp' }, 'ogg', 'vorbis', false],
	['f.ogg', { ...telephone, encoder: 'flac', samples: 's16', format: 'ogg' }, 'ogg', 'flac', false],
	['f.flac', { ...telephone, encoder: 'flac', samples: 's16' }, 'flac', 'flac', false],
	['a.m4a', { ...telephone, encoder: 'aac', samples: 'fltp', bitrate: 24_000 }, 'mp4', 'aac', false],
	['a.aac', { ...telephone, encoder: 'aac', samples: 'fltp', bitrate: 24_000, format: 'adts' }, 'adts', 'aac', true],
	['o.webm', { ...wide, encoder: 'libopus', samples: 's16', bitrate: 32_000 }, 'webm', 'opus', false],
	['ima.wav', { rate: 8000, channels: 2, encoder: 'adpcm_ima_wav', samples: 's16p' }, 'wav', 'adpcm_ima_wav', true],
	['ms.wav', { ...telephone, encoder: 'adpcm_ms', samples: 's16' }, 'wav', 'adpcm_ms', true]
]; // prettier-ignore

describe('formats', () => {
	it.each(encoded)('%s', async (name, coding, container, codec, copied) => {
		const to = path.join(folder, name);
		encodeSound(tone(2, coding.rate, coding.channels), to, coding);
		const found = await analyser.analyse(to, { outDir: folder });
		expect(found).toMatchObject({ container, codec, channels: coding.channels, issues: [] });
		expect(found.sampleRate).toBe(coding.rate);
		// Lossy forms end on a whole frame and may begin with an encoder's delay.
		expect(found.durationMs).toBeGreaterThanOrEqual(2000);
		expect(found.durationMs).toBeLessThan(2300);
		expect(found.speech.peakDbfs.every((peak) => peak !== null && Math.abs(peak + 12.3) < 1)).toBe(
			true
		);
		expect(found.playbackPath !== null).toBe(copied);
	});

	const raws: [string, Buffer, RawForm, number][] = [
		['u', Buffer.alloc(8000, 0x10), { codec: 'pcm_mulaw', rate: 8000, channels: 1 }, 1000],
		['a', Buffer.alloc(16_000, 0x10), { codec: 'pcm_alaw', rate: 8000, channels: 2 }, 1000],
		['g', Buffer.concat(Array.from({ length: 50 }, () => Buffer.alloc(33, 0xd1))), { codec: 'gsm', rate: 8000, channels: 1 }, 1000],
		['g722', Buffer.alloc(8000, 0x7e), { codec: 'g722', rate: 16_000, channels: 1 }, 1000]
	]; // prettier-ignore
	it.each(raws)('raw %s', async (name, bytes, raw, durationMs) => {
		expect(await analyse(name, bytes, raw)).toMatchObject({
			container: 'raw',
			codec: raw.codec,
			durationMs,
			playbackType: 'audio/mpeg',
			needsPlaybackCopy: true
		});
	});

	it('wav49: GSM in RIFF', async () => {
		const options = { tag: 0x31, bits: 0, blockBytes: 65, more: Buffer.from([2, 0, 0x40, 1]) };
		const bytes = wavBytes(
			Buffer.concat(Array.from({ length: 50 }, () => Buffer.alloc(65, 0x5a))),
			options
		);
		expect(await analyse('w49.WAV', bytes)).toMatchObject({
			codec: 'gsm_ms', durationMs: 2000, needsPlaybackCopy: true
		}); // prettier-ignore
	});

	it('AMR keeps the time of the pauses that its sender left out', async () => {
		const speech = Buffer.concat([
			Buffer.of(0x3c),
			Buffer.from(noise(16, 3).buffer).subarray(0, 31)
		]);
		const pause = Buffer.concat([Buffer.from([0x44, 1, 2, 3, 4, 5]), Buffer.alloc(7, 0x7c)]);
		const frames = [
			...Array.from({ length: 25 }, () => speech),
			...Array.from({ length: 5 }, () => pause)
		];
		const found = await analyse('dtx.amr', Buffer.concat([Buffer.from('#!AMR\n'), ...frames]));
		expect(found).toMatchObject({ container: 'amr', codec: 'amr_nb', durationMs: (25 + 40) * 20 });
	});
});

describe('limits', () => {
	it('rejects for a file that is not there, and says so', async () => {
		await expect(analyser.analyse(path.join(folder, 'gone.wav'))).rejects.toThrow('ENOENT');
		await expect(analyser.analyse(folder)).rejects.toThrow('not a regular file');
	});

	it('gives up a file in time and goes on with the next', async () => {
		const hasty = createAnalyser({
			decoder: 'node-av',
			playback: 'mp3',
			workers: 1,
			timeLimitMs: 1
		});
		const long = file('long.wav', wavBytes(s16(tone(60))));
		expect(await hasty.analyse(long)).toMatchObject({ verdict: 'unreadable', codec: 'pcm_s16le' });
		expect((await hasty.analyse(long)).sha256).toHaveLength(64);
		await hasty.close();
		await expect(hasty.analyse(long)).rejects.toThrow('closed');
	});

	it('survives damage of every kind, each within seconds', async () => {
		const sources = encoded.map(([name]) => readFileSync(path.join(folder, name)));
		const started = Date.now();
		const verdicts = await Promise.all(
			sources.flatMap((source, i) =>
				[1, 2, 3].map(async (seed) => {
					const bytes = Buffer.from(source);
					const marks = noise(40, seed * 100 + i);
					for (let k = 0; k < marks.length; k += 2)
						bytes[Math.abs(marks[k]!) % Math.min(bytes.length, 2000)] = marks[k + 1]! & 255;
					return (await analyse(`damaged-${i}-${seed}`, bytes)).verdict;
				})
			)
		);
		expect(verdicts).toHaveLength(sources.length * 3);
		expect(Date.now() - started).toBeLessThan(60_000);
	});
});

const samples = path.resolve('../shared/samples/ingest/audio');
describe.runIf(existsSync(samples))('sample recordings', () => {
	it.each([
		['Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav', 277_660, 'ok'],
		['mono-16k.mp3', 6192, 'no-speech'],
		['mp3-432-bytes.mp3', 216, 'truncated'],
		['gsm-in-riff.WAV', 6000, 'no-speech'],
		['stereo.opus', 6000, 'no-speech'],
		['header-size-zero.wav', 6000, 'no-speech'],
		['too-short-0.4s.wav', 400, 'empty']
	])('%s', async (name, durationMs, verdict) => {
		const found = await analyser.analyse(path.join(samples, name));
		expect(found).toMatchObject({ durationMs, verdict });
	});
});
