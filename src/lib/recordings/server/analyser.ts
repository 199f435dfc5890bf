/** What the audio pipeline offers to the importer, the command line and the bench. */
import type { SpeechFacts, Verdict, VerdictReason } from '../speech.ts';

/** Declared form of a file without header. */
export interface RawForm {
	codec: string;
	rate: number;
	channels: number;
}

/** What a file is, by its content: never by its name. */
export interface Probe {
	container: string;
	codec: string;
	sampleRate: number;
	channels: number;
	/** From decoded samples. */
	durationMs: number;
	bytes: number;
	sha256: string;
	verdict: Verdict;
	reason: VerdictReason | null;
	speech: SpeechFacts;
	/** Name and version of detector and rules. */
	detector: string;
	/** What the header claims, when it differs from what is there. */
	declaredMs: number | null;
	/** `M_…` codes about the bytes: open header, truncated, type mismatch … */
	issues: { code: string; [fact: string]: unknown }[];
	/** Media type for the browser, of the original or of the playback copy. */
	playbackType: string;
	/** True when `playbackPath` holds a copy that browsers play in place of the original. */
	needsPlaybackCopy: boolean;
}

export interface Analysis extends Probe {
	/** Pyramid file (recordings/peaks.ts), to be taken into the store and removed. */
	peaksPath: string | null;
	playbackPath: string | null;
}

export interface Analyser {
	/** Decodes, measures and, when `outDir` is given, writes peaks and playback copy there. Never rejects for bad bytes: the verdict says so. */
	analyse(
		file: string,
		options?: { outDir?: string; raw?: RawForm; name?: string }
	): Promise<Analysis>;
	close(): Promise<void>;
}

export interface AnalyserOptions {
	decoder: 'auto' | 'ffmpeg' | 'node-av';
	playback: 'mp3' | 'flac' | 'opus';
	/** Child processes at most; default: one per core. */
	workers?: number;
}

/** The audio pipeline in child processes with limits; a crash costs one file's verdict, never the server. */
export function createAnalyser(_options: AnalyserOptions): Analyser {
	return {
		analyse: () => Promise.reject(new Error('the audio pipeline is not there yet')),
		close: () => Promise.resolve()
	};
}
