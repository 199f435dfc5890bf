/** One thread of speech: says what it is given, in that order, as 8 kHz samples. */
import load from '@echogarden/espeak-ng-emscripten';
import { pinyin } from 'pinyin-pro';
import { parentPort, workerData } from 'node:worker_threads';
import { toTelephone } from './resample.ts';
import type { Utterance } from './voices.ts';

const ESPEAK_RATE = 22_050;
const marks: Record<string, string> = { '，': ',', '。': '.', '？': '?', '！': '!', '、': ',' };

// The synthesiser seeds its breath noise by the clock; the example centre is to sound the same each time.
Date.now = () => 1_000_000_000_000;
const { eSpeakNGWorker } = await load();
const synthesiser = new eSpeakNGWorker();
for (const said of workerData as Utterance[]) {
	const samples = say(said);
	parentPort!.postMessage({ key: said.key, samples }, [samples.buffer as ArrayBuffer]);
}

function say({ voice, text }: Utterance): Int16Array {
	if (synthesiser.set_voice(voice.espeak) !== 0) throw new Error(`no voice ${voice.espeak}`);
	synthesiser.set_rate(voice.rate);
	synthesiser.set_pitch(voice.pitch);
	synthesiser.set_range(voice.range);
	const parts: Int16Array[] = [];
	synthesiser.synthesize(toPinyin(text), (samples) => {
		if (samples) parts.push(samples);
		return 0;
	});
	return trimmed(toTelephone(joined(parts), ESPEAK_RATE));
}

/** Syllables with tone digits, 5 for the neutral tone, `v` for ü: as espeak's pinyin voice reads them. */
function toPinyin(text: string): string {
	return pinyin(text, { toneType: 'num', type: 'array', nonZh: 'consecutive', v: true })
		.map((syllable) => marks[syllable] ?? syllable.replace(/0$/, '5'))
		.join(' ')
		.replace(/ ([,.?!])/g, '$1');
}

function joined(parts: Int16Array[]): Int16Array {
	const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Without the quiet before and after; loudest sample at −6 dBFS. */
function trimmed(samples: Float32Array): Int16Array {
	const loudest = samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 1);
	const heard = (value: number) => Math.abs(value) > loudest / 60;
	const from = Math.max(0, samples.findIndex(heard) - 80);
	const to = Math.min(samples.length, samples.findLastIndex(heard) + 160);
	return Int16Array.from(samples.subarray(from, to), (value) => (value / loudest) * 16_000);
}
