/**
 * The key of a recording: the stem of its file name, stable over moves, conversion (wav → mp3),
 * Unicode form and copies. And what a name says about the file's part in the pipeline.
 */
export interface NameParts {
	/** Stem in NFC, without copy number and leg. */
	key: string;
	/** Extension in lower case, without the dot; empty without one. */
	extension: string;
	/** `(1)`, `(2)` …: a copy made by a person or a browser; 0 for none. */
	copy: number;
	/** One direction of the call, or the mix of both; null when the name says nothing. */
	leg: 'in' | 'out' | 'all' | null;
}

/** An extension has a letter: the `.12206` of a unique id is none. */
const extensionOf = /\.(?=[a-z0-9]*[a-z])([a-z0-9]{1,5})$/i;

export function nameParts(fileName: string): NameParts {
	const extension = extensionOf.exec(fileName)?.[1] ?? '';
	let stem = extension ? fileName.slice(0, -extension.length - 1) : fileName;
	const copy = / ?\((\d{1,3})\)$/.exec(stem);
	if (copy) stem = stem.slice(0, copy.index);
	const leg = /-(in|out|all)$/i.exec(stem);
	if (leg) stem = stem.slice(0, leg.index);
	return {
		key: stem.normalize('NFC').trim(),
		extension: extension.toLowerCase(),
		copy: copy ? Number(copy[1]) : 0,
		leg: leg ? (leg[1]!.toLowerCase() as NameParts['leg']) : null
	};
}

/** Forms that recorders convert to after the call: of two files of one key, the later stage. */
export const isArchiveForm = (extension: string): boolean =>
	['mp3', 'ogg', 'opus', 'gsm', 'm4a', 'webm', 'flac', 'amr'].includes(extension);

const workExtensions = [
	'tmp',
	'part',
	'partial',
	'filepart',
	'crdownload',
	'download',
	'mcf',
	'swp',
	'lock'
];

/** True for a name under which programs write before they rename: never imported. */
export function isWorkName(fileName: string): boolean {
	const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	return fileName.startsWith('.') || fileName.endsWith('~') || workExtensions.includes(extension);
}

/** True for the usual companions of recordings: notes, logs, tables, pages. */
export const isSideFile = (extension: string): boolean =>
	[
		'txt',
		'csv',
		'xml',
		'json',
		'log',
		'md',
		'html',
		'htm',
		'ini',
		'conf',
		'db',
		'yaml',
		'yml',
		'sh',
		'pdf',
		'jpg',
		'png',
		'zip',
		'gz',
		'sql',
		'md5',
		'sha1',
		'wfm'
	].includes(extension);

/** Headerless forms that their extension declares, as FreeSWITCH names its native files. */
export function rawFormOf(
	extension: string
): { codec: string; rate: number; channels: number } | undefined {
	if (extension === 'pcmu') return { codec: 'pcm_mulaw', rate: 8000, channels: 1 };
	if (extension === 'pcma') return { codec: 'pcm_alaw', rate: 8000, channels: 1 };
	return undefined;
}

/** True when two lengths are one recording in two forms: within 2 s or 2 %. */
export const isSameLength = (aMs: number, bMs: number): boolean =>
	Math.abs(aMs - bMs) <= Math.max(2000, 0.02 * Math.max(aMs, bMs));
