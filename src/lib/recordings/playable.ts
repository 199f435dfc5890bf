/**
 * What a player needs of a recording, and the plain sums it does with it: lanes, talk shares,
 * what may be skipped. All times are integer ms from the start of what is played.
 */
import { totalLength, unionRanges } from '#lib/shared/duration.ts';
import type { Range, Verdict, VerdictReason } from './speech.ts';

const laneSides = ['agent', 'customer', 'mixed', 'other', 'unknown'] as const;
export type LaneSide = (typeof laneSides)[number];

interface ChannelClaim {
	channel: number;
	side: string;
	basis: string;
}

export interface PlayableRecording {
	id: string;
	durationMs: number;
	sampleRate: number;
	channels: number;
	channelMap: ChannelClaim[];
	/** Media type of what the browser is given: the original, or its playback copy. */
	playbackType: string;
	/** One list per channel; empty lists when nothing was measured. */
	voiced: Range[][];
	silences: Range[];
	overtalk: Range[];
	verdict: Verdict;
	verdictReason: VerdictReason | null;
	hasPeaks: boolean;
	audioUrl: string;
	peaksUrl: string;
	/** The whole call as a drawing. */
	stillUrl: string;
	/** What the server finds when it looks at the stored bytes. */
	soundUrl: string;
	playsUrl: string;
}

/** A point or passage shown on the picture and in the list beside it: ▼ finding, ★ highlight, ◆ note. */
export interface Marker {
	id: string;
	kind: 'finding' | 'highlight' | 'note';
	fromMs: number;
	toMs: number;
	label: string;
}

export interface Lane {
	channel: number;
	side: LaneSide;
}

/** Nothing to play when no sound could be read; a silent file still plays, so that an ear can check the verdict. */
export const isPlayable = (recording: Pick<PlayableRecording, 'verdict' | 'durationMs'>): boolean =>
	recording.verdict !== 'unreadable' && recording.durationMs > 0;

/** Lanes from top to bottom: the agent's, the customer's, then the rest in the file's order. One channel nobody claims is `mixed`. */
export function lanesOf({
	channels,
	channelMap
}: Pick<PlayableRecording, 'channels' | 'channelMap'>): Lane[] {
	const order: LaneSide[] = ['agent', 'customer', 'mixed', 'other', 'unknown'];
	const fallback: LaneSide = channels === 1 ? 'mixed' : 'unknown';
	const lanes = Array.from({ length: channels }, (_, channel) => ({
		channel,
		side: sideOf(channelMap.find((claim) => claim.channel === channel)?.side, fallback)
	}));
	return lanes.sort((a, b) => order.indexOf(a.side) - order.indexOf(b.side));
}

const sideOf = (side: string | undefined, fallback: LaneSide): LaneSide => {
	const known = laneSides.find((name) => name === side);
	return known === undefined || known === 'unknown' ? fallback : known;
};

/** Share of the whole duration in which each lane speaks, 0 to 1, in the order of `lanesOf`. */
export function talkShares(
	recording: PlayableRecording
): { lane: Lane; ms: number; share: number }[] {
	return lanesOf(recording).map((lane) => {
		const ms = totalLength(unionRanges(recording.voiced[lane.channel] ?? []));
		return { lane, ms, share: recording.durationMs > 0 ? ms / recording.durationMs : 0 };
	});
}

/** Left standing at each end of a skipped silence, so that no syllable is cut. */
const SKIP_MARGIN_MS = 200;

/** Where to jump to at `ms` when silences are skipped; undefined outside a silence, or when a jump would save less than a margin. */
export function skipTarget(silences: readonly Range[], ms: number): number | undefined {
	const inside = silences.find(([from, to]) => ms >= from + SKIP_MARGIN_MS && ms < to);
	const target = inside && inside[1] - SKIP_MARGIN_MS;
	return target !== undefined && target - ms >= SKIP_MARGIN_MS ? target : undefined;
}

/** Playing time saved at normal speed when silences are skipped. */
export const skippedMs = (silences: readonly Range[]): number =>
	silences.reduce((sum, [from, to]) => sum + Math.max(0, to - from - 2 * SKIP_MARGIN_MS), 0);

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next speed up or down; stays at the ends. A speed between two steps goes to the nearer side. */
export function stepSpeed(rate: number, direction: 1 | -1): number {
	const next =
		direction === 1
			? speeds.find((speed) => speed > rate)
			: speeds.findLast((speed) => speed < rate);
	return next ?? (direction === 1 ? speeds[speeds.length - 1]! : speeds[0]);
}

/** Speech that begins on two lanes within this time is one start. */
const SAME_START_MS = 250;
/** While it plays, going back within this time of a start goes to the one before. */
const STEP_BACK_MS = 700;

/** Where somebody begins to speak, on any lane, ascending: what the keys for turns jump between. */
export function speechStarts(voiced: readonly (readonly Range[])[]): number[] {
	const starts = voiced.flatMap((ranges) => ranges.map(([from]) => from)).sort((a, b) => a - b);
	return starts.filter((start, index) => index === 0 || start - starts[index - 1]! > SAME_START_MS);
}

/** The start of speech before `ms`; 0 when there is none. */
export const previousStart = (starts: readonly number[], ms: number): number =>
	starts.findLast((start) => start < ms - STEP_BACK_MS) ?? 0;

/** The start of speech after `ms`; undefined after the last. */
export const nextStart = (starts: readonly number[], ms: number): number | undefined =>
	starts.find((start) => start > ms + 1);
