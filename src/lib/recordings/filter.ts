/**
 * The library's filter as it stands in the address. A value that cannot be read is named and
 * kept as typed, and the list is shown without it: a bad link still opens.
 */
import { parseDay, type BusinessDay } from '../shared/calendar.ts';
import { callKinds, directions, type CallKind, type Direction } from './call.ts';
import { verdicts, type Verdict } from './speech.ts';

export const reviewStates = ['none', 'assigned', 'reviewed'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Names of the fields, as in the address. */
export type FilterField =
	| 'from'
	| 'to'
	| 'agent'
	| 'team'
	| 'direction'
	| 'kind'
	| 'min'
	| 'max'
	| 'queue'
	| 'number'
	| 'verdict'
	| 'state'
	| 'q';

export type FilterFault =
	'not-a-day' | 'reversed' | 'unknown-choice' | 'not-a-duration' | 'not-digits' | 'unreadable';

/** Every part narrows; an absent part does not. Days and durations include both ends. */
export interface RecordingFilter {
	from?: BusinessDay;
	to?: BusinessDay;
	/** Staff number, id or part of a name. */
	agent?: string;
	teamId?: string;
	direction?: Direction;
	kind?: CallKind;
	minMs?: number;
	maxMs?: number;
	/** Whole name of the queue. */
	queue?: string;
	/** Last digits of the number as shown masked, two to four: tells nothing that the list does not. */
	numberEnd?: string;
	verdict?: Verdict;
	state?: ReviewState;
	/** Part of an agent's name, of a staff number or of a queue's name. */
	q?: string;
}

export interface ParsedFilter {
	filter: RecordingFilter;
	/** What was typed, for the form. */
	typed: Partial<Record<FilterField, string>>;
	faults: Partial<Record<FilterField, FilterFault>>;
}

/** Reads a filter; `teamIds` are the teams that the reader may choose. */
export function parseFilter(
	given: { get(name: string): string | null },
	teamIds: readonly string[]
): ParsedFilter {
	const typed: ParsedFilter['typed'] = {};
	const faults: ParsedFilter['faults'] = {};
	const read = <Value extends string | number>(field: FilterField, reader: Reader<Value>) => {
		const text = given.get(field)?.trim() ?? '';
		if (!text) return undefined;
		typed[field] = text;
		const result = reader(text);
		if ('fault' in result) faults[field] = result.fault;
		return 'fault' in result ? undefined : result.value;
	};
	const parts = {
		from: read('from', day),
		to: read('to', day),
		agent: read('agent', words),
		teamId: read('team', oneOf(teamIds)),
		direction: read('direction', oneOf(directions)),
		kind: read('kind', oneOf(callKinds)),
		minMs: read('min', duration),
		maxMs: read('max', duration),
		queue: read('queue', words),
		numberEnd: read('number', digits),
		verdict: read('verdict', oneOf(verdicts)),
		state: read('state', oneOf(reviewStates)),
		q: read('q', words)
	};
	if (parts.from && parts.to && parts.from > parts.to) {
		faults.to = 'reversed';
		parts.to = undefined;
	}
	if (parts.minMs !== undefined && parts.maxMs !== undefined && parts.minMs > parts.maxMs) {
		faults.max = 'reversed';
		parts.maxMs = undefined;
	}
	const present = Object.entries(parts).filter(([, value]) => value !== undefined);
	return { filter: Object.fromEntries(present), typed, faults };
}

type Reader<Value> = (text: string) => { value: Value } | { fault: FilterFault };

const day: Reader<BusinessDay> = (text) => {
	const value = parseDay(text);
	return value ? { value } : { fault: 'not-a-day' };
};

const oneOf =
	<Choice extends string>(choices: readonly Choice[]): Reader<Choice> =>
	(text) => {
		const value = choices.find((choice) => choice === text);
		return value === undefined ? { fault: 'unknown-choice' } : { value };
	};

/** `90` are seconds, `1:30` minutes, `1:02:03` hours; up to a day. */
const duration: Reader<number> = (text) => {
	if (!/^(\d{1,5}|\d{1,3}:[0-5]\d|\d{1,2}:[0-5]\d:[0-5]\d)$/.test(text))
		return { fault: 'not-a-duration' };
	const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
	return seconds > 86_400 ? { fault: 'not-a-duration' } : { value: seconds * 1000 };
};

const digits: Reader<string> = (text) =>
	/^\d{2,4}$/.test(text) ? { value: text } : { fault: 'not-digits' };

/** Up to 60 characters, none of them invisible controls (PostgreSQL refuses NUL). */
const words: Reader<string> = (text) =>
	text.length <= 60 && !/\p{Cc}/u.test(text) && text.isWellFormed()
		? { value: text.normalize('NFC') }
		: { fault: 'unreadable' };
