/** Measures sound as it flows by: peaks, levels, speech, and how alike its channels are. */
import {
	dbfs,
	heardSpeechMs,
	lengthOf,
	silencesOf,
	speechFrames,
	together,
	voicedRanges,
	type SpeechFacts
} from '../speech.ts';
import { SILENT_DBFS } from '../emptiness.ts';
import { pyramidLevels, writePyramid } from '../peaks.ts';
import { PeakFolder } from './peaks-kernel.ts';
import { floorOf } from './speech-detector.ts';
import { SpeechTracker } from './speech-tracker.ts';

/** Two channels whose difference is this far below them are one and the same sound. */
const IDENTICAL_RATIO = 1e-4;

export interface Measured {
	frames: number;
	durationMs: number;
	facts: Omit<SpeechFacts, 'checkByEar'>;
	/** Loudest channel after removal of its mean, unrounded. */
	peakDbfs: number;
	heardMs: number;
	pyramid: Uint8Array;
	issues: { code: string; [fact: string]: unknown }[];
}

export class SoundMeter {
	readonly #rate: number;
	readonly #count: number;
	readonly #peaks: PeakFolder;
	readonly #tracker: SpeechTracker;
	readonly #sums: Float64Array;
	#frames = 0;
	#power = 0;
	#difference = 0;

	constructor(sampleRate: number, channels: number) {
		this.#rate = sampleRate;
		this.#count = channels;
		this.#peaks = new PeakFolder(channels, pyramidLevels[0]);
		this.#tracker = new SpeechTracker(sampleRate, channels);
		this.#sums = new Float64Array(channels);
	}

	/** True once a frame was pushed, silent or not. */
	get heard() {
		return this.#frames > 0;
	}

	push(samples: Int16Array) {
		const count = this.#count;
		const frames = samples.length / count;
		this.#peaks.push(samples);
		for (let c = 0; c < count; c++) {
			const own = new Float32Array(frames);
			let sum = 0;
			for (let i = 0, at = c; i < frames; i++, at += count) {
				const value = samples[at]!;
				own[i] = value;
				sum += value;
			}
			this.#sums[c]! += sum;
			this.#tracker.push(c, own);
		}
		this.#tracker.flush();
		if (count === 2) this.#compare(samples);
		this.#frames += frames;
	}

	finish(): Measured {
		const durationMs = Math.round((this.#frames / this.#rate) * 1000);
		const pairs = this.#peaks.finish();
		const amplitudes = this.#amplitudes(pairs);
		const channels = this.#tracker.finish();
		const identical = this.#identical(amplitudes);
		const speech = speechFrames(channels);
		const voiced = speech.map((one) => voicedRanges(one, durationMs));
		const overtalk = identical ? [] : together(voiced, 2);
		return {
			frames: this.#frames,
			durationMs,
			facts: {
				peakDbfs: amplitudes.map(dbfs),
				noiseFloorDbfs: channels.map(({ level }) => rounded(floorOf(level))),
				voiced,
				speechMs: voiced.map(lengthOf),
				silences: silencesOf(voiced, durationMs),
				overtalk,
				overtalkMs: lengthOf(overtalk)
			},
			peakDbfs: level(Math.max(0, ...amplitudes)),
			heardMs: Math.min(heardSpeechMs(speech), durationMs),
			pyramid: writePyramid(this.#rate, this.#count, pairs),
			issues: this.#issues(amplitudes, identical)
		};
	}

	/** Largest distance of each channel from its mean. */
	#amplitudes(pairs: Int16Array): number[] {
		return Array.from(this.#sums, (sum, c) => {
			const mean = this.#frames ? sum / this.#frames : 0;
			let largest = 0;
			for (let i = c * 2; i < pairs.length; i += this.#count * 2)
				largest = Math.max(largest, mean - pairs[i]!, pairs[i + 1]! - mean);
			return largest;
		});
	}

	#compare(samples: Int16Array) {
		let power = 0;
		let difference = 0;
		for (let i = 0; i < samples.length; i += 2) {
			const left = samples[i]!;
			const right = samples[i + 1]!;
			power += left * left + right * right;
			difference += (left - right) * (left - right);
		}
		this.#power += power;
		this.#difference += difference;
	}

	#identical(amplitudes: number[]): boolean {
		const sounding = amplitudes.every((one) => level(one) > SILENT_DBFS);
		return this.#count === 2 && sounding && this.#difference <= this.#power * IDENTICAL_RATIO;
	}

	#issues(amplitudes: number[], identical: boolean): Measured['issues'] {
		if (identical) return [{ code: 'C_IDENTICAL_CHANNELS' }];
		const silent = amplitudes.flatMap((one, c) => (level(one) <= SILENT_DBFS ? [c] : []));
		if (silent.length === 0 || silent.length === amplitudes.length) return [];
		return silent.map((channel) => ({ code: 'C_SILENT_CHANNEL', channel }));
	}
}

const level = (amplitude: number) => 20 * Math.log10(amplitude / 32_768);
/** Null for a floor of no sound at all. */
const rounded = (value: number) => (value > -110 ? Math.round(value * 10) / 10 : null);
