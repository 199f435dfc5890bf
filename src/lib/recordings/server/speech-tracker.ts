/** Feeds the detector in blocks, so that memory stays bounded however long the call is. */
import type { ChannelFrames } from '../speech.ts';
import { Resampler, TARGET_RATE } from './resample.ts';
import { FRAME_SAMPLES } from './silero.ts';
import { detectSpeech, WARM_UP_FRAMES } from './speech-detector.ts';

/** Ten minutes of whole frames. */
const BLOCK_FRAMES = 18_750;
const BLOCK_SAMPLES = BLOCK_FRAMES * FRAME_SAMPLES;
const WARM_UP_SAMPLES = WARM_UP_FRAMES * FRAME_SAMPLES;

class Channel {
	readonly resampler: Resampler | undefined;
	/** Warm-up from the block before, then the block. */
	readonly samples = new Grown();
	readonly level: Float32Array[] = [];
	readonly probability: Float32Array[] = [];

	constructor(rate: number) {
		if (rate !== TARGET_RATE) this.resampler = new Resampler(rate);
	}
}

export class SpeechTracker {
	readonly #channels: Channel[];
	#warmUp = 0;

	constructor(sampleRate: number, channels: number) {
		this.#channels = Array.from({ length: channels }, () => new Channel(sampleRate));
	}

	/** Samples of one channel, in its own rate. Every channel must get as many. */
	push(channel: number, samples: Float32Array) {
		const { resampler, samples: kept } = this.#channels[channel]!;
		kept.append(resampler ? resampler.push(samples) : samples);
	}

	/** To be called when all channels have got their part of a chunk. */
	flush() {
		while (this.#channels[0]!.samples.length >= this.#warmUp + BLOCK_SAMPLES)
			this.#detect(this.#warmUp + BLOCK_SAMPLES);
	}

	/** Frames of each channel; the last one is filled up with silence. */
	finish(): ChannelFrames[] {
		for (const { resampler, samples } of this.#channels) {
			if (resampler) samples.append(resampler.finish());
			const open = samples.length % FRAME_SAMPLES;
			if (open) samples.append(new Float32Array(FRAME_SAMPLES - open));
		}
		this.flush();
		if (this.#channels[0]!.samples.length > this.#warmUp)
			this.#detect(this.#channels[0]!.samples.length);
		return this.#channels.map(({ level, probability }) => ({
			level: joined(level),
			probability: joined(probability)
		}));
	}

	#detect(length: number) {
		const before = this.#warmUp / FRAME_SAMPLES;
		const found = detectSpeech(this.#channels.map(({ samples }) => samples.first(length)));
		found.forEach(({ level, probability }, c) => {
			const channel = this.#channels[c]!;
			channel.level.push(level.slice(before));
			channel.probability.push(probability.slice(before));
			channel.samples.drop(length - WARM_UP_SAMPLES);
		});
		this.#warmUp = Math.min(length, WARM_UP_SAMPLES);
	}
}

/** 16-bit samples that are appended at the end and dropped at the start. */
class Grown {
	#samples = new Int16Array(1 << 16);
	length = 0;

	append(more: Float32Array) {
		if (this.length + more.length > this.#samples.length) {
			const larger = new Int16Array(Math.ceil((this.length + more.length) * 1.5));
			larger.set(this.#samples.subarray(0, this.length));
			this.#samples = larger;
		}
		for (let i = 0, at = this.length; i < more.length; i++, at++) {
			const value = Math.round(more[i]!);
			this.#samples[at] = value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
		}
		this.length += more.length;
	}

	first(length: number): Int16Array {
		return this.#samples.subarray(0, length);
	}

	drop(count: number) {
		if (count <= 0) return;
		this.#samples.copyWithin(0, count, this.length);
		this.length -= count;
	}
}

function joined(parts: Float32Array[]): Float32Array {
	const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
