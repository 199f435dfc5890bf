/** Puts together what the header said, what was measured and what was written. */
import { judge } from '../emptiness.ts';
import { DETECTOR } from '../speech.ts';
import type { Analysis } from './analyser.ts';
import type { Inspection } from './detect.ts';
import type { Measured } from './sound-meter.ts';

type Made = Pick<Analysis, 'peaksPath' | 'playbackPath' | 'playbackType' | 'needsPlaybackCopy'>;

const nothingMade: Made = {
	peaksPath: null,
	playbackPath: null,
	playbackType: 'application/octet-stream',
	needsPlaybackCopy: false
};

/** `measured` and `made` are null when there was no sound to go through. */
export function resultOf(
	found: Inspection,
	sha256: string,
	measured: Measured | null,
	made: Made | null
): Analysis {
	const cut = found.state === 'truncated' ? null : shorterThanDeclared(found, measured);
	// Of a cut-off MP3 the frames that begin are counted, though the decoder gives up the last.
	const durationMs =
		found.container === 'mp3' && found.state === 'truncated'
			? (found.actualMs ?? 0)
			: (measured?.durationMs ?? 0);
	const none = Array.from({ length: found.channels }, () => null);
	const facts = measured?.facts ?? {
		peakDbfs: none,
		noiseFloorDbfs: none,
		voiced: none.map(() => []),
		speechMs: none.map(() => 0),
		silences: [],
		overtalk: [],
		overtalkMs: 0
	};
	const { verdict, reason, checkByEar } = judge({
		readable: true,
		frames: measured?.frames ?? 0,
		durationMs,
		truncated: found.state === 'truncated' || cut !== null,
		peakDbfs: measured?.peakDbfs ?? -Infinity,
		speechMs: measured?.heardMs ?? 0
	});
	return {
		container: found.container,
		codec: found.codec,
		sampleRate: found.sampleRate,
		channels: found.channels,
		durationMs,
		bytes: found.bytes,
		sha256,
		verdict,
		reason,
		speech: { ...facts, checkByEar },
		detector: DETECTOR,
		declaredMs:
			found.declaredMs !== null && found.declaredMs !== durationMs ? found.declaredMs : null,
		issues: [...withActual(found.issues, durationMs), ...(cut ?? []), ...(measured?.issues ?? [])],
		...(made ?? nothingMade)
	};
}

/** FLAC says how many samples it has; less is a cut-off file, which no decoder complains about. */
function shorterThanDeclared(found: Inspection, measured: Measured | null) {
	if (found.container !== 'flac' || !measured || found.declaredMs === null) return null;
	if (measured.durationMs >= found.declaredMs - 1) return null;
	const { declaredMs } = found;
	return [{ code: 'M_TRUNCATED', declaredMs, actualMs: measured.durationMs }];
}

const withActual = (issues: Inspection['issues'], actualMs: number) =>
	issues.map((issue) => (issue.code === 'M_TRUNCATED' ? { actualMs, ...issue } : issue));
