/**
 * The verdict on a recording. Emptiness is measured, never claimed: an empty recording is one with
 * nothing to hear. Only then may its deletion be applied for, so doubt always falls on the side of
 * keeping: a file cut off may have held anything and is `truncated`, not `empty`, and sound without
 * speech is `no-speech`, which nobody deletes by default.
 *
 * Order, first that holds: unreadable · empty for want of any frame · truncated · empty because too
 * short or silent · no-speech · ok.
 */
import type { Verdict, VerdictReason } from './speech.ts';

/** A recording of exactly this length is long enough. */
const MIN_DURATION_MS = 500;
/** A peak of exactly this level is still silence. */
export const SILENT_DBFS = -66;
/** Exactly this much speech is speech. */
const MIN_SPEECH_MS = 250;
/** Below this much speech a person should listen. */
const CLEAR_SPEECH_MS = 1000;

export interface MeasuredSound {
	readable: boolean;
	frames: number;
	durationMs: number;
	truncated: boolean;
	/** Peak of the loudest channel after removal of its mean, unrounded; -Infinity for none. */
	peakDbfs: number;
	/** Time in which any channel speaks. */
	speechMs: number;
}

export interface Finding {
	verdict: Verdict;
	reason: VerdictReason | null;
	/** Too little speech to trust the verdict without listening. */
	checkByEar: boolean;
}

const finding = (verdict: Verdict, reason: VerdictReason | null = null): Finding => ({
	verdict,
	reason,
	checkByEar: false
});

export function judge(sound: MeasuredSound): Finding {
	if (!sound.readable) return finding('unreadable');
	if (sound.frames === 0) return finding('empty', 'no-frames');
	if (sound.truncated) return finding('truncated');
	if (sound.durationMs < MIN_DURATION_MS) return finding('empty', 'too-short');
	if (sound.peakDbfs <= SILENT_DBFS) return finding('empty', 'digital-silence');
	if (sound.speechMs < MIN_SPEECH_MS) return finding('no-speech');
	return { ...finding('ok'), checkByEar: sound.speechMs < CLEAR_SPEECH_MS };
}
