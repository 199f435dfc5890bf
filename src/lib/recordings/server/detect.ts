/** What a file is, by its content: container, codec, form, and whether its header tells the truth. Decodes nothing. */
import { isMisnamed, promisesRawAudio } from '../media-types.ts';
import type { RawForm } from './analyser.ts';
import { openBytes, type ByteSource } from './byte-source.ts';
import { readContainer, type Container } from './containers.ts';
import { countMp3, firstMp3Frame } from './mp3.ts';
import { isNotAudio, isText } from './unknown-bytes.ts';
import { isWav, parseWav, type ContainerState, type WavHeader } from './wav.ts';

type ByteIssue = { code: string; [fact: string]: unknown };

export interface Inspection {
	container: Container;
	codec: string;
	/** 0 where only the decoder knows (MP4, WebM). */
	sampleRate: number;
	channels: number;
	bytes: number;
	/** Bytes of sound by the header; null when the header does not say. */
	declaredBytes: number | null;
	/** Bytes of sound present. */
	actualBytes: number;
	/** Length by the header, and by what is there where counting is cheap; else null. */
	declaredMs: number | null;
	actualMs: number | null;
	/** `closed` when nothing contradicts the header; a settle rule waits for `open`, `surplus` and, in a watched folder, `header-only`. */
	state: ContainerState;
	/** `M_…` codes as of ingest: facts about the bytes; what they lead to is the importer's rule. */
	issues: ByteIssue[];
	/** True when there is something to decode. */
	decodable: boolean;
	wav: WavHeader | null;
	/** MP3 only: offset of the first frame, and whether all frames have one bit rate. */
	mp3: { at: number; constantBitrate: boolean } | null;
}

export interface InspectOptions {
	/** Declared form of a file without header; a header found in the content wins over it. */
	raw?: RawForm;
	/** The name it came under, for M_TYPE_MISMATCH; default: the file's own. */
	name?: string;
}

const MAX_CHANNELS = 8;
const MIN_RATE = 4000;
const MAX_RATE = 192_000;
const FIRST_BYTES = 200;

/** True for forms that are decoded at all; anything else is hostile or broken. */
export const isSaneForm = (sampleRate: number, channels: number): boolean =>
	channels >= 1 && channels <= MAX_CHANNELS && sampleRate >= MIN_RATE && sampleRate <= MAX_RATE;

/** Inspects a regular file; throws only when it cannot be opened. */
export function inspectFile(file: string, options: InspectOptions = {}): Inspection {
	const source = openBytes(file);
	try {
		return inspect(source, { name: file, ...options });
	} finally {
		source.close();
	}
}

/** The same for bytes already at hand. */
export function inspect(source: ByteSource, options: InspectOptions = {}): Inspection {
	const found = find(source, options);
	const known = !['unknown', 'raw'].includes(found.container);
	if (known && options.name !== undefined && isMisnamed(options.name, found.container))
		found.issues.push({ code: 'M_TYPE_MISMATCH', container: found.container });
	const formKnown = found.sampleRate !== 0 || found.channels !== 0 || found.wav !== null;
	if (formKnown && !isSaneForm(found.sampleRate, found.channels)) found.decodable = false;
	const beyondCounting = found.channels > 255 || found.sampleRate > 1e9;
	return beyondCounting ? { ...found, channels: 0, sampleRate: 0 } : found;
}

function find(source: ByteSource, options: InspectOptions): Inspection {
	const nothing = blank(source.size);
	if (source.size === 0)
		return { ...nothing, state: 'header-only', issues: [{ code: 'M_EMPTY_FILE' }] };
	const head = source.read(0, 16);
	if (isWav(head)) return inspectWav(source, nothing);
	if (options.raw && !hasMagic(head)) return inspectRaw(nothing, options.raw);
	const contained = readContainer(source);
	if (contained)
		return {
			...nothing,
			...contained,
			decodable: true,
			state: contained.cut ? 'truncated' : 'closed',
			issues: contained.cut ? [{ code: 'M_TRUNCATED', declaredMs: contained.declaredMs }] : []
		};
	const at = isText(source.read(0, 4096)) ? -1 : firstMp3Frame(source);
	if (at >= 0) return inspectMp3(source, nothing, at);
	const headerless = options.name !== undefined && promisesRawAudio(options.name);
	if (!isNotAudio(source) || (headerless && !isText(source.read(0, 4096))))
		return { ...nothing, issues: [{ code: 'M_RAW_NO_HEADER' }] };
	return { ...nothing, issues: [{ code: 'M_NOT_AUDIO', firstBytes: firstBytes(source) }] };
}

/** Magic that no headerless sound begins with by chance. */
function hasMagic(head: Buffer): boolean {
	const start = head.toString('latin1');
	const magics = ['OggS', 'fLaC', '#!AMR', 'ID3', '\x1aE\xdf\xa3'];
	return magics.some((magic) => start.startsWith(magic)) || start.slice(4, 8) === 'ftyp';
}

/** Of bytes that no inspection came to an end with. */
export const unreadableBytes = (bytes: number): Inspection => ({
	...blank(bytes),
	issues: [{ code: 'M_UNREADABLE' }]
});

function blank(bytes: number): Inspection {
	return {
		container: 'unknown',
		codec: 'unknown',
		sampleRate: 0,
		channels: 0,
		bytes,
		declaredBytes: null,
		actualBytes: bytes,
		declaredMs: null,
		actualMs: null,
		state: 'closed',
		issues: [],
		decodable: false,
		wav: null,
		mp3: null
	};
}

function inspectWav(source: ByteSource, nothing: Inspection): Inspection {
	const wav = parseWav(source);
	if (!wav) return { ...nothing, container: 'wav', state: 'closed' };
	const ms = (bytes: number | null) =>
		bytes === null || !wav.blockBytes || !wav.sampleRate
			? null
			: Math.round(
					((Math.floor(bytes / wav.blockBytes) * wav.framesPerBlock) / wav.sampleRate) * 1000
				);
	const declaredMs = ms(wav.declaredBytes);
	const actualMs = ms(wav.actualBytes);
	const codes: Partial<Record<ContainerState, string>> = {
		open: 'M_HEADER_OPEN',
		'unknown-length': 'M_HEADER_REPAIRED',
		truncated: 'M_TRUNCATED',
		surplus: 'M_APPEND_IN_PROGRESS'
	};
	const code = codes[wav.state];
	return {
		...nothing,
		container: 'wav',
		codec: wav.codec,
		sampleRate: wav.sampleRate,
		channels: wav.channels,
		declaredBytes: wav.declaredBytes,
		actualBytes: wav.actualBytes,
		declaredMs,
		actualMs,
		state: wav.state,
		issues: code ? [{ code, declaredMs, actualMs }] : [],
		decodable: wav.blockBytes > 0,
		wav
	};
}

function inspectMp3(source: ByteSource, nothing: Inspection, at: number): Inspection {
	const mp3 = countMp3(source, at);
	if (!mp3) return nothing;
	const ms = (frames: number) =>
		Math.round(((frames * mp3.samplesPerFrame) / mp3.sampleRate) * 1000);
	const truncated = mp3.declaredFrames !== null && mp3.frames < mp3.declaredFrames - 1;
	const declaredMs = mp3.declaredFrames === null ? null : ms(mp3.declaredFrames);
	const actualMs = ms(truncated ? mp3.headers : mp3.frames);
	return {
		...nothing,
		container: 'mp3',
		codec: 'mp3',
		sampleRate: mp3.sampleRate,
		channels: mp3.channels,
		declaredMs,
		actualMs,
		state: truncated ? 'truncated' : 'closed',
		issues: truncated ? [{ code: 'M_TRUNCATED', declaredMs, actualMs }] : [],
		decodable: true,
		mp3: { at, constantBitrate: mp3.constantBitrate }
	};
}

function inspectRaw(nothing: Inspection, raw: RawForm): Inspection {
	const { codec, rate, channels } = raw;
	return { ...nothing, container: 'raw', codec, sampleRate: rate, channels, decodable: true };
}

/** The first bytes as a person can read them, control bytes as dots. */
function firstBytes(source: ByteSource): string {
	return source
		.read(0, FIRST_BYTES)
		.toString('utf8')
		.replace(/[^\P{C}\n\t]/gu, '.');
}
