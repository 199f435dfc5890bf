/**
 * How much was listened to and how long it took (house rule M11). The page says what was heard and
 * how long it stood open; believed is what the play log knows, and a little of what a player had
 * not reported yet. A plan may ask for a minimum before submitting (submission.ts); otherwise the
 * figures are shown and decide nothing by themselves.
 */
import { coverageOf } from '#lib/recordings/play.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { totalLength, unionRanges } from '#lib/shared/duration.ts';

/** A player reports every ten seconds and when it stops; so much may not have arrived. */
const UNREPORTED_MS = 5000;
/** Time with the page open before the first sound. */
const BEFORE_SOUND_MS = 60_000;
export const FASTEST = 3;
/** Share of a call, 0 … 1000, below which too little of it was heard. */
export const LEAST_COVERED = 500;
/** What a player may begin late and end early, together. */
const SEEK_MS = 100;

/** What the log knows, and the first five seconds of what is claimed beyond it, inside the recording. */
export function believedHeard(
	claimed: readonly Range[],
	logged: readonly Range[],
	durationMs: number
): Range[] {
	const within = (ranges: readonly Range[]) =>
		unionRanges(ranges.map(([from, to]): Range => [from, Math.min(to, durationMs)]));
	const known = within(logged);
	const beyond: Range[] = [];
	let left = UNREPORTED_MS;
	for (const [from, to] of outside(within(claimed), known)) {
		if (left <= 0) break;
		const taken = Math.min(left, to - from);
		beyond.push([from, from + taken]);
		left -= taken;
	}
	return unionRanges([...known, ...beyond]);
}

/** The parts of `ranges` that lie in none of `taken`; both are unions in order. */
function outside(ranges: readonly Range[], taken: readonly Range[]): Range[] {
	return ranges.flatMap(([from, to]) => {
		const rest: Range[] = [];
		let start = from;
		for (const [takenFrom, takenTo] of taken) {
			if (takenTo <= start || takenFrom >= to) continue;
			if (takenFrom > start) rest.push([start, takenFrom]);
			start = takenTo;
		}
		return start < to ? [...rest, [start, to] as Range] : rest;
	});
}

/** Share of the speech that is in `heard`, 0 … 1000, rounded down; of a call in which nobody speaks, all of it. */
export function heardOfSpeech(heard: readonly Range[], speech: readonly Range[]): number {
	const spoken = unionRanges(speech);
	const total = totalLength(spoken);
	if (total === 0) return 1000;
	const missed = totalLength(outside(spoken, unionRanges(heard)));
	return Math.floor(((total - missed) * 1000) / total);
}

/** True when all of `passage` was heard but for what a seek may lose at its ends. */
export const isHeard = (passage: Range, heard: readonly Range[]): boolean =>
	totalLength(outside([passage], unionRanges(heard))) <= SEEK_MS;

/** Time spent, ms: what the page claims, at most the time since `begunAt` (first sound or first save) and a minute. */
export function believedSpent(claimedMs: number, begunAt: Date | undefined, now: Date): number {
	const since = begunAt ? Math.max(0, now.getTime() - begunAt.getTime()) : 0;
	return Math.min(claimedMs, since + BEFORE_SOUND_MS);
}

/** Share of the recording in `heard`, 0 … 1000. */
export const coveredPermille = (heard: readonly Range[], durationMs: number): number =>
	Math.round(coverageOf(heard, durationMs) * 1000);

interface Listened {
	spentMs: number | null;
	coveredPermille: number | null;
	durationMs: number;
}

/**
 * Worth a look: less than half of the call was heard, or less time was taken than the whole call
 * needs at the fastest speed. What is not known says nothing.
 */
export const looksHasty = ({ spentMs, coveredPermille, durationMs }: Listened): boolean =>
	(coveredPermille !== null && coveredPermille < LEAST_COVERED) ||
	(spentMs !== null && spentMs * FASTEST < durationMs);
