/**
 * The text of a checkpoint: which entry the chain had reached, with which hash, and which checkpoint
 * came before. It is signed with Ed25519 and kept outside (docs/audit.md shows one). Pure.
 */
import type { Hash } from './chain.ts';

const checkpointCauses = ['entries', 'time', 'month-lock', 'request'] as const;
export type CheckpointCause = (typeof checkpointCauses)[number];

/** A checkpoint is due after so many new entries … */
const CHECKPOINT_ENTRIES = 100;
/** … or when a new entry has waited so long. */
const CHECKPOINT_MS = 10 * 60_000;

export interface CheckpointFacts {
	/** Which chain: the first 16 digits of the hash of its first entry. */
	origin: string;
	/** The entry that it covers, with all before it, and that entry's hash. */
	seq: number;
	hash: string;
	at: Date;
	cause: CheckpointCause;
	/** The checkpoint before, and the SHA-256 of its text; null for the first. */
	previous: { seq: number; sha256: string } | null;
	/** First 16 digits of the SHA-256 of the public key (DER). */
	keyId: string;
}

export interface SignedNote {
	note: string;
	/** Base64. */
	signature: string;
}

const FIRST_LINE = 'listenback audit checkpoint v1';

/** The lines that are signed, each ended by a line feed. */
export const noteOf = (facts: CheckpointFacts): string =>
	[
		FIRST_LINE,
		`origin: ${facts.origin}`,
		`seq: ${facts.seq}`,
		`hash: ${facts.hash}`,
		`time: ${facts.at.toISOString()}`,
		`cause: ${facts.cause}`,
		`previous: ${facts.previous ? `${facts.previous.seq} ${facts.previous.sha256}` : 'none'}`,
		`key: ${facts.keyId}`,
		''
	].join('\n');

const NOTE =
	/^listenback audit checkpoint v1\norigin: ([0-9a-f]{16})\nseq: (\d{1,15})\nhash: ([0-9a-f]{64})\ntime: (\S{24})\ncause: ([a-z-]{1,20})\nprevious: (?:none|(\d{1,15}) ([0-9a-f]{64}))\nkey: ([0-9a-f]{16})\n$/;

/** Reads what `noteOf` wrote; undefined when it is anything else. */
export function readNote(note: string): CheckpointFacts | undefined {
	const match = NOTE.exec(note);
	const cause = checkpointCauses.find((one) => one === match?.[5]);
	const at = new Date(match?.[4] ?? '');
	if (!match || !cause || Number.isNaN(at.getTime())) return undefined;
	const [, origin = '', seq, hash = '', , , before, sha256 = '', keyId = ''] = match;
	const previous = before === undefined ? null : { seq: Number(before), sha256 };
	return { origin, seq: Number(seq), hash, at, cause, previous, keyId };
}

/** What leaves the house: the note, an empty line, and the signature. */
export const envelope = ({ note, signature }: SignedNote): string =>
	`${note}\nsignature: ${signature}\n`;

/** The notes in a text that may hold other things as well, such as mail headers or a syslog's time stamps. */
export function notesIn(text: string): SignedNote[] {
	const pattern =
		/(listenback audit checkpoint v1\n(?:[a-z]+: [^\n]*\n){7})\nsignature: ([A-Za-z0-9+/]{86}==)/g;
	return [...unwrapped(text).matchAll(pattern)].map(([, note = '', signature = '']) => ({
		note,
		signature
	}));
}

/** Syslog holds a note in one line, its line feeds written as ` | `; Windows ends lines with two characters. */
const unwrapped = (text: string): string =>
	text.replaceAll('\r\n', '\n').replaceAll(/ \| ?/g, '\n');

/** One line for where only lines go. */
export const inOneLine = (signed: SignedNote): string =>
	envelope(signed).trimEnd().replaceAll('\n', ' | ');

/** The hash by which the next checkpoint names this one. */
export const noteHash = (hash: Hash, note: string): string => hash(note);

interface ChainState {
	head: number;
	/** The newest checkpoint: its entry, and its time. */
	last: { seq: number; at: Date } | undefined;
	/** When the oldest entry that no checkpoint covers was written; undefined without one. */
	waitingSince: Date | undefined;
}

/** Whether a checkpoint is due at `now`. The entry that tells of the last checkpoint is not news. */
export function dueCause(
	{ head, last, waitingSince }: ChainState,
	now: Date
): 'entries' | 'time' | undefined {
	const fresh = last ? head - last.seq - 1 : head;
	if (fresh <= 0 || !waitingSince) return undefined;
	if (fresh >= CHECKPOINT_ENTRIES) return 'entries';
	return now.getTime() - waitingSince.getTime() >= CHECKPOINT_MS ? 'time' : undefined;
}
