/**
 * What was measured in the sound: voiced ranges, silences, overtalk, levels, and the verdict.
 * Times are integer ms from the start of the file, ranges `[from, to)`; levels are dBFS.
 */
export const verdicts = ['ok', 'no-speech', 'empty', 'truncated', 'unreadable'] as const;
export type Verdict = (typeof verdicts)[number];
export type VerdictReason = 'no-frames' | 'too-short' | 'digital-silence';

export type Range = [fromMs: number, toMs: number];

/** Stored with a recording as `speech`. One element per channel where an array says so. */
export interface SpeechFacts {
	peakDbfs: (number | null)[];
	noiseFloorDbfs: (number | null)[];
	voiced: Range[][];
	speechMs: number[];
	/** Ranges in which no channel is voiced, from 1 s. */
	silences: Range[];
	/** Ranges in which both channels are voiced. */
	overtalk: Range[];
	overtalkMs: number;
	/** Sound with 0.25 to 1 s of speech: a person should listen before believing the verdict. */
	checkByEar: boolean;
}

/** What the detector says of one channel, one value per frame. */
export interface ChannelFrames {
	/** Probability of speech, 0 to 1. */
	probability: Float32Array;
	/** Level of the frame in dBFS. */
	level: Float32Array;
}

/** Names the model and the rules of its use; changes when either does, so that old verdicts can be told from new ones. */
export const DETECTOR = 'silero-6-8k/1';

/** Length of one detector frame. */
const FRAME_MS = 32;
const SPEECH_PROBABILITY = 0.5;
/** A side that is this much quieter than another at the same time is that other's echo. */
const GATE_DB = 12;
const GATE_FRAMES = 3;
const CLOSED_GAP_MS = 300;
const SILENCE_MS = 1000;

/** Speech per frame of each channel: probable enough, and not the leak of a louder channel. */
export function speechFrames(channels: readonly ChannelFrames[]): Uint8Array[] {
	const around = channels.map(({ level }) => loudestAround(level));
	return channels.map(({ probability }, own) => {
		const gate = (i: number) =>
			around.some((other) => other[i]! >= around[own]![i]! + GATE_DB) ? 0 : 1;
		return Uint8Array.from(probability, (p, i) => (p >= SPEECH_PROBABILITY ? gate(i) : 0));
	});
}

/** Single frames of speech are as quiet as its echo; the tenth of a second to both sides is not. */
function loudestAround(level: Float32Array): Float32Array {
	return level.map((_, i) =>
		level
			.subarray(Math.max(0, i - GATE_FRAMES), i + GATE_FRAMES + 1)
			.reduce((loudest, one) => Math.max(loudest, one), -Infinity)
	);
}

/** The frames as ranges, gaps below 0.3 s closed, cut at the end of the file. */
export function voicedRanges(speech: Uint8Array, durationMs: number): Range[] {
	const ranges: Range[] = [];
	for (let i = 0; i < speech.length; i++) {
		if (!speech[i]) continue;
		const from = i * FRAME_MS;
		const to = Math.min(from + FRAME_MS, durationMs);
		if (from >= to) break;
		const last = ranges.at(-1);
		if (last && from - last[1] < CLOSED_GAP_MS) last[1] = to;
		else ranges.push([from, to]);
	}
	return ranges;
}

/** Milliseconds in which any channel speaks, counted by frames before gaps are closed: what the verdict goes by. */
export function heardSpeechMs(speech: readonly Uint8Array[]): number {
	let frames = 0;
	for (let i = 0; i < (speech[0]?.length ?? 0); i++) if (speech.some((one) => one[i])) frames++;
	return frames * FRAME_MS;
}

/** Ranges in which at least `count` of the channels are voiced. */
export function together(channels: readonly (readonly Range[])[], count: number): Range[] {
	const edges = channels
		.flatMap((ranges) => ranges.flatMap(([from, to]) => [[from, 1] as const, [to, -1] as const]))
		// At one instant an end comes before a start: ranges that only touch do not overlap.
		.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	const out: Range[] = [];
	let voices = 0;
	let since: number | undefined;
	for (const [at, step] of edges) {
		voices += step;
		if (voices >= count && since === undefined) since = at;
		if (voices < count && since !== undefined) {
			const last = out.at(-1);
			if (last && last[1] === since) last[1] = at;
			else if (at > since) out.push([since, at]);
			since = undefined;
		}
	}
	return out;
}

/** What lies between the voiced ranges of all channels, from 1 s on. */
export function silencesOf(channels: readonly (readonly Range[])[], durationMs: number): Range[] {
	const out: Range[] = [];
	let from = 0;
	for (const [start, end] of [...together(channels, 1), [durationMs, durationMs] as Range]) {
		if (start - from >= SILENCE_MS) out.push([from, start]);
		from = end;
	}
	return out;
}

export const lengthOf = (ranges: readonly Range[]): number =>
	ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/** Level of an amplitude of 16-bit samples in dBFS, to a tenth; null for none at all. */
export const dbfs = (amplitude: number): number | null =>
	amplitude > 0 ? Math.round(200 * Math.log10(amplitude / 32_768)) / 10 : null;
