/** Puts spoken lines on two tracks, agent and customer, with the line's own faint noise. */
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { Fault, Line, Merit } from '../dialogues/script.ts';
import { TELEPHONE_RATE } from './resample.ts';

export interface Passage {
	fault?: Fault;
	merit?: Merit;
	fromMs: number;
	toMs: number;
}

export interface Tracks {
	agent: Int16Array;
	customer: Int16Array;
	/** Where the faults and merits are heard. */
	passages: Passage[];
	durationMs: number;
}

const LEAD_IN_MS = 600;
const LEAD_OUT_MS = 900;
/** Peak of the line noise, about −60 dBFS. */
const NOISE = 34;

export function mix(lines: Line[], spoken: Map<string, Int16Array>, random: SeededRandom): Tracks {
	const placed = place(lines, spoken);
	const end = Math.max(...placed.map(({ from, samples }) => from + samples.length));
	const length = end + toSamples(LEAD_OUT_MS);
	const tracks = { agent: noise(length, random), customer: noise(length, random) };
	for (const { line, from, samples } of placed) add(tracks[line.side], samples, from);
	const passages = placed
		.filter(({ line }) => line.fault ?? line.merit)
		.map(({ line, from, samples }) => ({
			...(line.fault ? { fault: line.fault } : {}),
			...(line.merit ? { merit: line.merit } : {}),
			fromMs: toMs(from - (line.withPause ? toSamples(line.pauseMs) : 0)),
			toMs: toMs(from + samples.length)
		}));
	return { ...tracks, passages, durationMs: toMs(length) };
}

function place(lines: Line[], spoken: Map<string, Int16Array>) {
	let at = toSamples(LEAD_IN_MS);
	return lines.map((line) => {
		const samples = spoken.get(line.said.key);
		if (!samples) throw new Error(`never spoken: ${line.said.key}`);
		const from = Math.max(0, at + toSamples(line.pauseMs));
		at = Math.max(at, from + samples.length);
		return { line, from, samples };
	});
}

/** Faint hiss from a fast generator of its own, seeded once per track. */
export function noise(length: number, random: SeededRandom): Int16Array {
	const track = new Int16Array(length);
	let state = random.below(0xffff_fffe) + 1;
	for (let i = 0; i < length; i++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		track[i] = ((state & 0xffff) / 0x8000 - 1) * NOISE;
	}
	return track;
}

function add(track: Int16Array, samples: Int16Array, from: number) {
	for (let i = 0; i < samples.length; i++) track[from + i]! += samples[i]!;
}

export const toSamples = (ms: number): number => Math.round((ms * TELEPHONE_RATE) / 1000);
export const toMs = (samples: number): number => Math.round((samples * 1000) / TELEPHONE_RATE);

/** Left agent, right customer. */
export function interleaved({ agent, customer }: Pick<Tracks, 'agent' | 'customer'>): Int16Array {
	const both = new Int16Array(agent.length * 2);
	for (let i = 0; i < agent.length; i++) {
		both[2 * i] = agent[i]!;
		both[2 * i + 1] = customer[i]!;
	}
	return both;
}

/** Both sides in one channel, as simple recorders mix them. */
export const mixedDown = ({ agent, customer }: Pick<Tracks, 'agent' | 'customer'>): Int16Array =>
	agent.map((value, i) => (value + customer[i]!) * 0.8);
