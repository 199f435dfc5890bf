/**
 * Evidence is a passage of the recording: pinned to a criterion (finding) or praised (highlight).
 *
 * Pinned at the playhead it reaches back further than forward, because one marks what was just
 * heard: 3 s before to 2 s after, moved inside the recording rather than cut short at its ends.
 */
export type Passage = [fromMs: number, toMs: number];

const BEFORE_MS = 3000;
const AFTER_MS = 2000;

/** The passage around `atMs`; all of a recording that is shorter than a passage. */
export function passageAround(atMs: number, durationMs: number): Passage {
	const length = Math.min(BEFORE_MS + AFTER_MS, durationMs);
	const from = Math.min(Math.max(0, Math.round(atMs) - BEFORE_MS), durationMs - length);
	return [from, from + length];
}

/** The A–B loop when one is set, else the passage around the playhead. */
export const pinnedPassage = (loop: Passage | null, atMs: number, durationMs: number): Passage =>
	loop ? [Math.round(loop[0]), Math.round(loop[1])] : passageAround(atMs, durationMs);
