/** Speaks, mixes and writes every example recording: the same bytes from the same seed. */
import { seededRandom } from '#lib/shared/seeded-random.ts';
import type { Script } from '../dialogues/script.ts';
import { makeFile, type FormName, type MadeFile } from './forms.ts';
import { mix } from './mix.ts';
import { digitalSilence, headerOnly, longCall, ringing, tooShort, truncated } from './odd-files.ts';
import { speakAll } from './speak.ts';

/** Which form a dialogue's file has, in turn: mostly small ones. */
const turn: FormName[] = [
	'mp3-stereo',
	'opus-stereo',
	'mp3-stereo',
	'wav49',
	'mp3-stereo',
	'mp3-mono',
	'mp3-stereo',
	'alaw-stereo',
	'mp3-stereo',
	'opus-stereo',
	'mp3-stereo',
	'mp3-stereo',
	'alaw-mono',
	'mp3-stereo',
	'mp3-mono',
	'mp3-stereo',
	'mulaw-stereo',
	'mp3-stereo',
	'mp3-stereo',
	'mulaw-stereo',
	'mp3-stereo',
	'opus-stereo',
	'mp3-stereo'
];
/** Every so many dialogues one is uncompressed. */
const PCM_EVERY = 41;

/** One at a time as it is made, so that measuring can begin at once. */
export async function* madeFiles(scripts: Script[], seed: number): AsyncGenerator<MadeFile> {
	const random = seededRandom(seed);
	const spoken = await speakAll(scripts.flatMap(({ lines }) => lines.map(({ said }) => said)));
	const tracks = scripts.map(({ lines }) => mix(lines, spoken, random));
	yield longCall(tracks.slice(0, 8), random);
	for (const [i, script] of scripts.entries())
		yield makeFile(
			script.name,
			tracks[i]!,
			i % PCM_EVERY === 4 ? 'pcm-stereo' : turn[i % turn.length]!
		);
	yield headerOnly();
	yield tooShort(random);
	yield digitalSilence();
	yield ringing(random);
	yield truncated(tracks[1]!);
}
