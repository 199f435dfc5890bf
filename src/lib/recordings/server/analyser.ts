/** What the audio pipeline offers to the importer, the command line and the bench. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as os from 'node:os';
import type { SpeechFacts, Verdict, VerdictReason } from '../speech.ts';
import { unreadableBytes, type Inspection, type InspectOptions } from './detect.ts';
import { unreadable } from './unreadable.ts';
import { startWorkers, type TimeLimits } from './worker-pool.ts';

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
	/** `M_…` codes about the bytes: open header, truncated, type mismatch … and `C_…` about its channels. */
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

export interface AnalyseOptions {
	/** An existing folder for peaks and playback copy; without it nothing is written. */
	outDir?: string;
	raw?: RawForm;
	/** The name the file came under, if not its own: only for M_TYPE_MISMATCH and M_RAW_NO_HEADER. */
	name?: string;
}

export interface PeaksOptions {
	samplesPerPixel: number;
	bits: 8 | 16;
	out: string;
	raw?: RawForm;
}

export interface PassageOptions {
	fromMs: number;
	toMs: number;
	out: string;
}

export interface Analyser {
	/**
	 * What the bytes are, read in a child process like all that strangers wrote. Never rejects for
	 * bad bytes; rejects when the file cannot be opened.
	 */
	inspect(file: string, options?: InspectOptions): Promise<Inspection>;
	/**
	 * Decodes, measures and, when `outDir` is given, writes peaks and playback copy there. Never
	 * rejects for bad bytes: the verdict says so. Rejects when the file cannot be opened or the disk is full.
	 */
	analyse(file: string, options?: AnalyseOptions): Promise<Analysis>;
	/** Writes one BBC .dat file (version 2, channels apart). Rejects with a sentence when the file cannot be decoded. */
	writePeaks(file: string, options: PeaksOptions): Promise<void>;
	/** Writes this passage of the sound and nothing else of it, as 16-bit WAV. Rejects as `writePeaks` does. */
	writePassage(file: string, options: PassageOptions): Promise<void>;
	close(): Promise<void>;
}

export interface AnalyserOptions {
	decoder: 'auto' | 'ffmpeg' | 'node-av';
	playback: 'mp3' | 'flac' | 'opus';
	/** Child processes at most; default: one per core. */
	workers?: number;
	/** Longest time for one file by the clock; default: a minute, or more for a large one. */
	timeLimitMs?: number;
}

type Settings = Pick<AnalyserOptions, 'decoder' | 'playback'>;

export type Task =
	| { kind: 'inspect'; file: string; options: InspectOptions }
	| { kind: 'analyse'; file: string; options: AnalyseOptions; settings: Settings }
	| { kind: 'peaks'; file: string; options: PeaksOptions; settings: Settings }
	| { kind: 'passage'; file: string; options: PassageOptions; settings: Settings };

export type Answer =
	| { ok: true; analysis?: Analysis; inspection?: Inspection }
	| { ok: false; fault: 'file' | 'system'; message: string };

const SHORTEST_CPU_MS = 5000;
const SHORTEST_WALL_MS = 60_000;

/** The slowest form of sound still gets through: 20 kB of file per second of work. A small file has five seconds. */
async function limitsOf(file: string): Promise<TimeLimits> {
	const found = await stat(file);
	if (!found.isFile()) throw new Error(`${file} is not a regular file`);
	const cpuMs = Math.max(SHORTEST_CPU_MS, found.size / 20);
	return { cpuMs, wallMs: Math.max(SHORTEST_WALL_MS, 4 * cpuMs) };
}

/** The audio pipeline in child processes with limits; a crash costs one file's verdict, never the server. */
export function createAnalyser(options: AnalyserOptions): Analyser {
	const settings: Settings = { decoder: options.decoder, playback: options.playback };
	const pool = startWorkers(options.workers ?? os.availableParallelism());
	const run = async (task: Task) => {
		const limits = await limitsOf(task.file);
		return pool.run(task, { ...limits, wallMs: options.timeLimitMs ?? limits.wallMs });
	};

	const inspect = async (file: string, inspectOptions: InspectOptions = {}) => {
		const task: Task = { kind: 'inspect', file, options: inspectOptions };
		const answer = await pool.run(task, await limitsOf(file));
		if (answer.ok && answer.inspection) return answer.inspection;
		if (!answer.ok && answer.fault === 'system') throw new Error(answer.message);
		return unreadableBytes((await stat(file)).size);
	};

	return {
		inspect,
		async analyse(file, analyseOptions = {}) {
			const answer = await run({ kind: 'analyse', file, options: analyseOptions, settings });
			if (answer.ok && answer.analysis) return answer.analysis;
			if (!answer.ok && answer.fault === 'system') throw new Error(answer.message);
			return failed(file, await inspect(file, analyseOptions));
		},
		async writePeaks(file, peaksOptions) {
			const answer = await run({ kind: 'peaks', file, options: peaksOptions, settings });
			if (!answer.ok) throw new Error(answer.message);
		},
		async writePassage(file, passage) {
			const answer = await run({ kind: 'passage', file, options: passage, settings });
			if (!answer.ok) throw new Error(answer.message);
		},
		close: () => pool.close()
	};
}

/** After a crash or a time-out: what can be said without decoding. */
async function failed(file: string, found: Inspection): Promise<Analysis> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return unreadable(found, hash.digest('hex'));
}
