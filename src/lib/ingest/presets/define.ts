/** A preset: how one kind of recorder names its files. Pure; a name goes in, what it says comes out. */
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Sides } from '../channel-sides.ts';
import type { Stamp } from '../name-time.ts';

/** What a name says; nothing is filled in that it does not say. */
export interface ParsedName {
	/** The recorder's own id of the call; null lets the recording's key stand for it. */
	sourceKey: string | null;
	direction: Direction;
	/** Only when the name says it; else the direction decides. */
	kind: CallKind | null;
	/** The far end as written. */
	customer: string | null;
	queue: string | null;
	/** The agent's extension or login. */
	endpoint: string | null;
	/** The agent as named, which may be a staff number, a login or only a name. */
	agentRef: string | null;
	/** The clock inside the id, in ms. */
	epochMs?: number;
	/** The time as written. */
	stamp?: Stamp;
	attributes: Record<string, string>;
}

export type NameReading =
	| { ok: true; said: ParsedName }
	/** `part` is what could not be found, as text of the pattern or as a word. */
	| {
			ok: false;
			code: 'E_PATTERN_NO_MATCH' | 'E_PATTERN_TIMEOUT' | 'E_TIME_AMBIGUOUS';
			part: string;
			candidates?: string[];
	  };

/** Finds the named groups of a pattern in a text; `timeout` when it took too long to tell. */
export type Match = (pattern: string, text: string) => Record<string, string> | null | 'timeout';

export interface NameInput {
	/** File name with extension, NFC. */
	fileName: string;
	/** Path below the source's root with `/`, NFC. */
	relativePath: string;
}

export interface Preset {
	name: string;
	/** Sides of two-channel files when the source says nothing else. */
	sides: Sides;
	/** True when own name patterns apply. */
	takesPattern: boolean;
	read(input: NameInput, pattern: string | null, match: Match): NameReading;
}

export const definePreset = (preset: Preset): Preset => preset;

export const noMatch = (part: string): NameReading => ({
	ok: false,
	code: 'E_PATTERN_NO_MATCH',
	part
});

/** Two to six digits: a telephone inside the house, when the type does not say so itself. */
export const isExtension = (number: string): boolean => /^\d{2,6}$/.test(number);

const noOne = /^(unknown|anonymous|restricted|private|unavailable|withheld|s|)$/i;
/** The number, or null for the words that stand for none. */
export const numberOrNull = (text: string | undefined): string | null =>
	text === undefined || noOne.test(text) ? null : text;

/** Direction by the shape of both numbers: inside to outside, outside to inside, inside; else unknown. */
export function directionByShape(from: string | null, to: string | null): Direction {
	if (!from || !to) return 'unknown';
	const [inFrom, inTo] = [isExtension(from), isExtension(to)];
	if (inFrom && inTo) return 'internal';
	if (inFrom) return 'outbound';
	return inTo ? 'inbound' : 'unknown';
}
