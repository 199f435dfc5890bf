/** What an analysis finds and writes, whatever the format. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testAnalyser } from '../../../../tests/support/analyser.ts';
import { noise, s16, tone, wavBytes } from '../../../../tests/support/wav-bytes.ts';
import { parseLevels } from '../peaks.ts';
import { createAnalyser } from './analyser.ts';

const { folder, analyser, file, analyse } = testAnalyser();

describe('what is written', () => {
	it('writes a pyramid of every channel, and a copy of the sound from start to end', async () => {
		const found = await analyse(
			'open.wav',
			wavBytes(s16(tone(3, 8000, 2)), { channels: 2, claimed: 0 })
		);
		const levels = parseLevels(readFileSync(found.peaksPath!));
		expect(levels.at(-1)).toMatchObject({
			samplesPerPixel: 64,
			sampleRate: 8000,
			channels: 2,
			length: 375
		});
		const copy = await analyser.analyse(found.playbackPath!);
		expect(copy).toMatchObject({
			container: 'wav',
			durationMs: 3000,
			issues: [],
			needsPlaybackCopy: false
		});
		expect(copy.speech.peakDbfs).toEqual(found.speech.peakDbfs);
	});

	it.each(['mp3', 'opus', 'flac'] as const)('plays G.711 as %s', async (playback) => {
		const other = createAnalyser({ decoder: 'node-av', playback, workers: 1 });
		const bytes = wavBytes(Buffer.from(noise(8000, 2).buffer), { tag: 6, bits: 8, rate: 11_025 });
		const found = await other.analyse(file('alaw.wav', bytes), { outDir: folder });
		const copy = await other.analyse(found.playbackPath!);
		await other.close();
		expect(copy.playbackType).toBe(found.playbackType);
		expect(copy.needsPlaybackCopy).toBe(false);
		expect(copy.durationMs).toBeGreaterThanOrEqual(found.durationMs - 1);
	});

	it('writes nothing without a folder to write to', async () => {
		const found = await analyser.analyse(file('none.wav', wavBytes(s16(tone(1)))));
		expect(found).toMatchObject({ peaksPath: null, playbackPath: null, durationMs: 1000 });
	});
});

describe('verdicts', () => {
	it.each([
		['nothing', Buffer.alloc(0), 'empty', 'no-frames'],
		['a header', wavBytes(Buffer.alloc(0)), 'empty', 'no-frames'],
		['499 ms', wavBytes(s16(tone(0.499))), 'empty', 'too-short'],
		['500 ms of a tone', wavBytes(s16(tone(0.5))), 'no-speech', null],
		['zeros', wavBytes(Buffer.alloc(32_000)), 'empty', 'digital-silence'],
		['a constant', wavBytes(s16(new Int16Array(16_000).fill(900))), 'empty', 'digital-silence'],
		['±16', wavBytes(s16(tone(2, 8000, 1, 16))), 'empty', 'digital-silence'],
		['±18', wavBytes(s16(tone(2, 8000, 1, 18))), 'no-speech', null],
		['half of it', wavBytes(s16(tone(2)), { claimed: 64_000 }), 'truncated', null],
		['text', Buffer.from('<html>'.repeat(100)), 'unreadable', null],
		['an unknown codec', wavBytes(s16(tone(2)), { tag: 0x1234 }), 'unreadable', null],
		['300 channels', wavBytes(s16(tone(2)), { channels: 300 }), 'unreadable', null],
		['a claim of 4 GB', wavBytes(Buffer.alloc(0), { claimed: 0xfffffff0 }), 'empty', 'no-frames']
	])('%s', async (_name, bytes, verdict, reason) => {
		expect(await analyse('v.wav', bytes)).toMatchObject({ verdict, reason });
	});

	it('finds channels that are the same, and one that is silent', async () => {
		const one = tone(1);
		const codes = async (right: (value: number) => number) => {
			const both = Int16Array.from({ length: one.length * 2 }, (_, i) =>
				i % 2 ? right(one[i >> 1]!) : one[i >> 1]!
			);
			return (await analyse('st.wav', wavBytes(s16(both), { channels: 2 }))).issues;
		};
		expect(await codes((value) => value)).toEqual([{ code: 'C_IDENTICAL_CHANNELS' }]);
		expect(await codes(() => 0)).toEqual([{ code: 'C_SILENT_CHANNEL', channel: 1 }]);
		expect(await codes((value) => -value)).toEqual([]);
	});
});
