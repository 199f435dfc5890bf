/** The analysis of a file that could not be decoded. */
import { DETECTOR } from '../speech.ts';
import type { Analysis } from './analyser.ts';
import type { Inspection } from './detect.ts';

export function unreadable(found: Inspection, sha256: string): Analysis {
	return {
		container: found.container,
		codec: found.codec,
		sampleRate: found.sampleRate,
		channels: found.channels,
		durationMs: 0,
		bytes: found.bytes,
		sha256,
		verdict: 'unreadable',
		reason: null,
		speech: {
			peakDbfs: [],
			noiseFloorDbfs: [],
			voiced: [],
			speechMs: [],
			silences: [],
			overtalk: [],
			overtalkMs: 0,
			checkByEar: false
		},
		detector: DETECTOR,
		declaredMs: found.declaredMs,
		issues: found.issues,
		playbackType: 'application/octet-stream',
		needsPlaybackCopy: false,
		peaksPath: null,
		playbackPath: null
	};
}
