/**
 * Whether a recording is empty, from what was measured in its stored bytes and nothing else. Asked
 * at application, approval and purge.
 */
import { accept, refuse, type Decision, type Facts } from '../shared/decision.ts';
import { totalLength } from '../shared/duration.ts';
import type { EmptinessEvidence } from './deletion.ts';

/** Of the original; a larger one finds no room in a tombstone. */
export const LARGEST_BYTES = 256 * 1024 * 1024;
/** A player stops this much before the end at most. */
const HEARD_SLACK_MS = 300;

export type ProofRefusal = 'not-empty' | 'no-speech-kept' | 'bytes-changed' | 'too-large';

/** The facts of a measurement as a refusal shows them; peaks of all channels in one text. */
export const evidenceFacts = (evidence: EmptinessEvidence): Facts => ({
	verdict: evidence.verdict,
	verdictReason: evidence.verdictReason,
	bytes: evidence.bytes,
	durationMs: evidence.durationMs,
	peaks: evidence.peakDbfs.map((peak) => (peak === null ? '−∞' : peak.toFixed(1))).join(' / '),
	speechMs: evidence.speechMs,
	sha256: evidence.sha256,
	detector: evidence.detector
});

/**
 * Accepts what is empty; what has sound without speech only where that is allowed. Bytes that are
 * not those taken in are never empty: something happened to them.
 */
export function proveEmpty(
	evidence: EmptinessEvidence,
	takenIn: { sha256: string; bytes: number },
	allowNoSpeech: boolean
): Decision<'empty' | 'no-speech', ProofRefusal> {
	const facts = evidenceFacts(evidence);
	if (evidence.sha256 !== takenIn.sha256 || evidence.bytes !== takenIn.bytes)
		return refuse('bytes-changed', facts);
	const { verdict } = evidence;
	if (verdict !== 'empty' && verdict !== 'no-speech') return refuse('not-empty', facts);
	if (verdict === 'no-speech' && !allowNoSpeech) return refuse('no-speech-kept', facts);
	return evidence.bytes > LARGEST_BYTES ? refuse('too-large', facts) : accept(verdict);
}

/** True when both measurements say the same in every respect, the detector's version included. */
export const sameEvidence = (a: EmptinessEvidence, b: EmptinessEvidence): boolean =>
	a.sha256 === b.sha256 &&
	a.bytes === b.bytes &&
	a.durationMs === b.durationMs &&
	a.speechMs === b.speechMs &&
	a.verdict === b.verdict &&
	a.verdictReason === b.verdictReason &&
	a.detector === b.detector &&
	a.peakDbfs.length === b.peakDbfs.length &&
	a.peakDbfs.every((peak, channel) => peak === b.peakDbfs[channel]);

/** Whether `heard` (ranges that do not overlap) is all of a recording of this length. */
export const heardAll = (
	heard: readonly (readonly [number, number])[],
	durationMs: number
): boolean => totalLength(heard) >= durationMs - HEARD_SLACK_MS;
