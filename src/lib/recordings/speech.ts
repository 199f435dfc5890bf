/**
 * What was measured in the sound: voiced ranges, silences, overtalk, levels, and the verdict.
 * Times are integer ms from the start of the file, ranges `[from, to)`; levels are dBFS.
 */
export const verdicts = ['ok', 'no-speech', 'empty', 'truncated', 'unreadable'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictReasons = ['no-frames', 'too-short', 'digital-silence'] as const;
export type VerdictReason = (typeof verdictReasons)[number];

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
