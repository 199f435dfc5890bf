/** What one event of an ICS file, or one row of a CSV file, says about days. */
import type { BusinessDay } from '../shared/calendar.ts';
import type { Facts } from '../shared/decision.ts';
import type { GreetingPeriod } from './greeting.ts';
import type { DayKind } from './working-calendar.ts';

/** Why an entry is not taken: somebody has to look. */
export type HeldReason =
	| 'unclear'
	| 'both-words'
	| 'negated'
	| 'part-of-day'
	| 'date-missing'
	| 'date-invalid'
	| 'ends-before-start'
	| 'too-long'
	| 'too-far'
	| 'zone-unknown'
	| 'recurrence-unsupported'
	| 'unreadable'
	| 'kind-missing'
	| 'name-invalid'
	| 'too-many-cells'
	| 'contradicts';

/** Why an entry means nothing for this calendar. */
type SkippedReason = 'cancelled' | 'superseded' | 'observance' | 'long-past';

interface Placed {
	/** Line of the file on which it begins; the first is 1. */
	line: number;
	/** The holiday's name, without the word that says what kind of day it is; may be empty. */
	name: string;
}

export interface TakenEntry extends Placed {
	state: 'taken';
	/** null: only a greeting. */
	kind: DayKind | null;
	days: BusinessDay[];
	/** Written in the file. */
	greeting: GreetingPeriod | null;
}

export interface LeftEntry extends Placed {
	state: 'held' | 'skipped';
	reason: HeldReason | SkippedReason;
	facts?: Facts;
}

export type Entry = TakenEntry | LeftEntry;

export const held = ({ line, name }: Placed, reason: HeldReason, facts?: Facts): LeftEntry => ({
	line,
	name,
	state: 'held',
	reason,
	...(facts && { facts })
});

export const skipped = ({ line, name }: Placed, reason: SkippedReason): LeftEntry => ({
	line,
	name,
	state: 'skipped',
	reason
});

/** How far the calendar reaches: days before are history, days after are not planned yet. */
export interface Reach {
	from: BusinessDay;
	to: BusinessDay;
}
const YEARS_BACK = 2;
const YEARS_AHEAD = 10;

/** From two years before the year of `today` to ten years after it, whole years. */
export function reachAround(today: BusinessDay): Reach {
	const year = Math.floor(today / 10_000);
	return { from: (year - YEARS_BACK) * 10_000 + 101, to: (year + YEARS_AHEAD) * 10_000 + 1231 };
}

export const MAX_FILE_BYTES = 2 * 1024 * 1024;
export const MAX_ENTRIES = 5000;
/** Of an ICS file: events that recur, and days in all. Real calendars have a few dozen and a few hundred. */
export const MAX_RECURRING = 200;
export const MAX_DAYS = 20_000;
/** Of one event or row: the longest of real holidays is far shorter. */
export const MAX_ENTRY_DAYS = 400;
