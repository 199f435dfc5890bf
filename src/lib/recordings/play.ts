/**
 * The play log: one row per opened player, one entry in the audit chain when it closes. What
 * counts as heard is what really ran past the listener: not sought over, not muted. The player
 * reports it; the server believes only what could have been heard in the time gone by.
 */
import * as v from 'valibot';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { totalLength, unionRanges } from '#lib/shared/duration.ts';
import type { Range } from './speech.ts';

/** A player without a word from it for so long is closed by the program. */
export const STALE_AFTER_MS = 2 * 60_000;

/** Faster than this nobody can have heard it: the fastest speed is 3, and clocks are not exact. */
export const MAX_RATE = 4;
const SLACK_MS = 3000;

const wholeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const playReport = v.strictObject({
	ranges: v.pipe(v.array(v.strictTuple([wholeMs, wholeMs])), v.maxLength(2000)),
	closing: v.optional(v.boolean(), false)
});
export type PlayReport = v.InferOutput<typeof playReport>;

interface OpenPlay {
	openedAt: Date;
	/** Union of what was reported before. */
	ranges: readonly Range[];
	/** Of the recording: what lies beyond is cut off. */
	durationMs: number;
}

/** Union of the old and the reported ranges; refused when more was reported than time since opening allows. */
export function acceptHeard(
	play: OpenPlay,
	reported: readonly Range[],
	now: Date
): Decision<{ ranges: Range[]; heardMs: number }, 'heard-too-fast'> {
	const within = reported.map(([from, to]): Range => [from, Math.min(to, play.durationMs)]);
	const ranges = unionRanges([...play.ranges, ...within]);
	const heardMs = totalLength(ranges);
	const elapsedMs = Math.max(0, now.getTime() - play.openedAt.getTime());
	return heardMs <= elapsedMs * MAX_RATE + SLACK_MS
		? accept({ ranges, heardMs })
		: refuse('heard-too-fast', { heardMs, elapsedMs });
}

/** Share of the recording in `heard`, 0 to 1. */
export const coverageOf = (heard: readonly Range[], durationMs: number): number =>
	durationMs > 0 ? Math.min(1, totalLength(unionRanges(heard)) / durationMs) : 0;

/**
 * What ran past between two looks at the playhead: `[from, to)` when it moved forward by no more
 * than the time gone by allows at this rate (a jump is not hearing), else undefined.
 */
export function heardBetween(
	from: { ms: number; at: number },
	to: { ms: number; at: number },
	rate: number
): Range | undefined {
	const moved = to.ms - from.ms;
	const possible = (to.at - from.at) * rate * 1.5 + 250;
	return moved > 0 && moved <= possible ? [Math.round(from.ms), Math.round(to.ms)] : undefined;
}
