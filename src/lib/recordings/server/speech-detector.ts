/**
 * Speech probabilities of channels at 8 kHz, by Silero with three additions that telephone sound
 * needs: quiet speech is raised by a local gain; after half a second of quiet the network starts
 * afresh (hold music would leave it deaf); and quiet stretches are not run at all. What remains are
 * islands of sound, independent of each other: long ones are cut into parts with two seconds of
 * warm-up, and sixteen parts run side by side.
 */
import type { ChannelFrames } from '../speech.ts';
import { LANES } from './matrix-kernel.ts';
import { FRAME_SAMPLES, loadSilero, type Silero } from './silero.ts';

/** Frames before a part that only warm it up: 2 s. */
export const WARM_UP_FRAMES = 62;
/** Frames of quiet after which an island ends: 0.5 s. */
const QUIET_FRAMES = 16;
const MIN_PART_FRAMES = 250;
const MAX_PART_FRAMES = 1875;
/** The loudest of the next second is raised to this level, by at most this much. */
const TARGET_DBFS = -22;
const MAX_GAIN = 30;
const LOOK_AHEAD_FRAMES = 31;
const GAIN_STEP_FRAMES = 8;

interface Part {
	channel: number;
	/** Where it starts running, from where its results count, and where it ends. */
	start: number;
	from: number;
	to: number;
}

let silero: Silero | undefined;

/** Levels and probabilities of whole frames; a rest below a frame is left out. All channels are of one length. */
export function detectSpeech(channels: readonly Int16Array[]): ChannelFrames[] {
	silero ??= loadSilero();
	const sounds = channels.map(measure);
	const parts = sounds.flatMap(({ level }, channel) => islands(level, channel)).flatMap(cut);
	runParts(silero, channels, sounds, parts);
	return sounds;
}

interface Sound extends ChannelFrames {
	mean: number;
}

function measure(samples: Int16Array): Sound {
	const frames = Math.floor(samples.length / FRAME_SAMPLES);
	const level = new Float32Array(frames);
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += samples[i]!;
	const mean = samples.length ? sum / samples.length : 0;
	for (let f = 0; f < frames; f++) {
		let power = 0;
		for (let i = f * FRAME_SAMPLES; i < (f + 1) * FRAME_SAMPLES; i++) {
			const value = samples[i]! - mean;
			power += value * value;
		}
		level[f] = 10 * Math.log10((power + 1) / FRAME_SAMPLES / 2 ** 30);
	}
	return { level, mean, probability: new Float32Array(frames) };
}

/** Noise floor: the level that a tenth of the frames stay below. */
export function floorOf(level: Float32Array): number {
	return level.length ? level.toSorted()[Math.floor(level.length / 10)]! : -Infinity;
}

function islands(level: Float32Array, channel: number): Part[] {
	const threshold = Math.max(-62, Math.min(floorOf(level) + 6, -45));
	const out: Part[] = [];
	let open: Part | undefined;
	let quiet = 0;
	for (let f = 0; f < level.length; f++) {
		quiet = level[f]! < threshold ? quiet + 1 : 0;
		if (quiet > QUIET_FRAMES) open = undefined;
		else if (open) open.to = f + 1;
		else if (quiet === 0) out.push((open = { channel, start: f, from: f, to: f + 1 }));
	}
	return out;
}

/** Parts of equal length, so that the lanes end together. */
function cut(island: Part): Part[] {
	const frames = island.to - island.from;
	const wanted = Math.min(MAX_PART_FRAMES, Math.max(MIN_PART_FRAMES, Math.ceil(frames / LANES)));
	const count = Math.ceil(frames / wanted);
	return Array.from({ length: count }, (_, i) => {
		const from = island.from + Math.floor((frames * i) / count);
		const to = island.from + Math.floor((frames * (i + 1)) / count);
		return { ...island, from, to, start: Math.max(island.from, from - WARM_UP_FRAMES) };
	});
}

/** Longest first, each lane taking the next part when it is done with one. */
function runParts(
	model: Silero,
	channels: readonly Int16Array[],
	sounds: readonly Sound[],
	parts: Part[]
) {
	const waiting = parts.toSorted((a, b) => b.to - b.start - (a.to - a.start)).reverse();
	const lanes = Array.from({ length: LANES }, () => ({
		part: undefined as Part | undefined,
		at: 0,
		gain: 1
	}));
	const frame = new Float32Array(FRAME_SAMPLES);
	for (;;) {
		let busy = 0;
		lanes.forEach((lane, i) => {
			if (!lane.part && waiting.length) {
				lane.part = waiting.pop()!;
				lane.at = lane.part.start;
				lane.gain = 0;
				model.reset(i);
			}
			if (!lane.part) return;
			busy++;
			const sound = sounds[lane.part.channel]!;
			if (lane.gain === 0 || lane.at % GAIN_STEP_FRAMES === 0)
				lane.gain = gainAt(sound.level, lane.at);
			fill(frame, channels[lane.part.channel]!, lane.at, sound.mean, lane.gain);
			model.setFrame(i, frame);
		});
		if (busy === 0) return;
		const probabilities = model.step();
		lanes.forEach((lane, i) => {
			if (!lane.part) return;
			if (lane.at >= lane.part.from)
				sounds[lane.part.channel]!.probability[lane.at] = probabilities[i]!;
			if (++lane.at === lane.part.to) lane.part = undefined;
		});
	}
}

/** Steps are counted from the start of the stretch, so that parts and whole agree. */
function gainAt(level: Float32Array, at: number): number {
	const from = at - (at % GAIN_STEP_FRAMES);
	let loudest = -90;
	for (let f = from; f < Math.min(level.length, from + LOOK_AHEAD_FRAMES); f++)
		if (level[f]! > loudest) loudest = level[f]!;
	return Math.min(MAX_GAIN, Math.max(1, 10 ** ((TARGET_DBFS - loudest) / 20)));
}

function fill(frame: Float32Array, samples: Int16Array, at: number, mean: number, gain: number) {
	const from = at * FRAME_SAMPLES;
	const factor = gain / 32_768;
	for (let i = 0; i < FRAME_SAMPLES; i++) {
		const value = (samples[from + i]! - mean) * factor;
		frame[i] = value > 1 ? 1 : value < -1 ? -1 : value;
	}
}
