/** The library's choices in the reader's language, and how a state looks. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { CallKind, Direction } from '../call.ts';
import type { FilterFault, ReviewState } from '../filter.ts';
import type { Verdict } from '../speech.ts';

export const directionWords = {
	inbound: m.recordings_direction_inbound,
	outbound: m.recordings_direction_outbound,
	internal: m.recordings_direction_internal,
	unknown: m.recordings_direction_unknown
} satisfies Record<Direction, () => string>;

export const kindWords = {
	report: m.recordings_kind_report,
	'call-back': m.recordings_kind_call_back,
	other: m.recordings_kind_other
} satisfies Record<CallKind, () => string>;

export const verdictWords = {
	ok: m.recordings_verdict_ok,
	'no-speech': m.recordings_verdict_no_speech,
	empty: m.recordings_verdict_empty,
	truncated: m.recordings_verdict_truncated,
	unreadable: m.recordings_verdict_unreadable
} satisfies Record<Verdict, () => string>;

export const verdictTones = {
	ok: 'ok',
	'no-speech': 'info',
	empty: 'attention',
	truncated: 'attention',
	unreadable: 'severe'
} satisfies Record<Verdict, Tone>;

export const stateWords = {
	none: m.recordings_state_none,
	assigned: m.recordings_state_assigned,
	reviewed: m.recordings_state_reviewed
} satisfies Record<ReviewState, () => string>;

export const stateTones = {
	none: 'neutral',
	assigned: 'info',
	reviewed: 'ok'
} satisfies Record<ReviewState, Tone>;

const faultWords = {
	'not-a-day': m.recordings_fault_not_a_day,
	reversed: m.recordings_fault_reversed,
	'unknown-choice': m.recordings_fault_unknown_choice,
	'not-a-duration': m.recordings_fault_not_a_duration,
	'not-digits': m.recordings_fault_not_digits,
	unreadable: m.recordings_fault_unreadable
} satisfies Record<FilterFault, () => string>;

export const faultWord = (fault: FilterFault | undefined): string | undefined =>
	fault && faultWords[fault]();
