/** Files as recorders leave them behind on bad days, and the very long one. */
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import { mp3File } from './compressed.ts';
import type { MadeFile } from './forms.ts';
import { interleaved, noise, toSamples, type Tracks } from './mix.ts';
import { wavFile } from './wav.ts';

const LONG_KBPS = 16;
/** Frames of 72 ms. */
const FRAME_BYTES = (LONG_KBPS * 72) / 8;
const LONG_BYTES = (3_600_000 / 72) * FRAME_BYTES;

const wav = (name: string, bytes: Buffer, channels: 1 | 2): MadeFile => ({
	name,
	bytes,
	channels,
	extension: 'wav',
	passages: []
});

/** A header and not one sample. */
export const headerOnly = (): MadeFile =>
	wav('header-only', wavFile(new Int16Array(0), 2, 'pcm16'), 2);

/** Hung up at once: a fifth of a second of line noise. */
export const tooShort = (random: SeededRandom): MadeFile =>
	wav('too-short', wavFile(noise(toSamples(200), random), 1, 'pcm16'), 1);

/** Twelve seconds of zeros: the recorder ran, the line was not connected. */
export const digitalSilence = (): MadeFile =>
	wav('digital-silence', wavFile(new Int16Array(toSamples(12_000)), 1, 'alaw').fill(0xd5, 56), 1);

/** Ring-back tone, nobody answers. */
export function ringing(random: SeededRandom): MadeFile {
	const samples = noise(toSamples(16_000), random);
	for (let i = 0; i < samples.length; i++)
		if (i % toSamples(5000) < toSamples(1000))
			samples[i]! += 5000 * Math.sin((2 * Math.PI * 450 * i) / 8000);
	return wav('ringing', wavFile(samples, 1, 'alaw'), 1);
}

/** A call whose file ends at three fifths: the disk was full. */
export function truncated(tracks: Tracks): MadeFile {
	const whole = wavFile(interleaved(tracks), 2, 'mulaw');
	return wav('truncated', whole.subarray(0, Math.round(whole.length * 0.6)), 2);
}

/** One hour on the emergency line: calls after calls with waiting between, joined frame by frame. */
export function longCall(calls: Tracks[], random: SeededRandom): MadeFile {
	const parts = calls.flatMap((tracks) => [tracks, waiting(random)]);
	const block = Buffer.concat(parts.map((tracks) => mp3File(interleaved(tracks), 2, LONG_KBPS)));
	const blocks = Math.ceil(LONG_BYTES / block.length);
	const bytes = Buffer.concat(Array.from({ length: blocks }, () => block));
	return {
		name: 'one-hour',
		bytes: bytes.subarray(0, LONG_BYTES),
		extension: 'mp3',
		channels: 2,
		passages: []
	};
}

function waiting(random: SeededRandom): Pick<Tracks, 'agent' | 'customer'> {
	const length = toSamples(4000 + random.below(9000));
	return { agent: noise(length, random), customer: noise(length, random) };
}
