/** Words of the listening library. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ClipRefusal, ClipState } from '#lib/coaching/library.ts';
import type { LibraryView } from '#lib/coaching/library-filter.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const libraryViewTexts: Record<LibraryView, () => string> = {
	library: m.library_view_library,
	waiting: m.library_view_waiting,
	mine: m.library_view_mine
};

export const clipStateTexts: Record<ClipState, { tone: Tone; label: () => string }> = {
	'waiting-consent': { tone: 'attention', label: m.library_state_waiting_consent },
	'waiting-decision': { tone: 'attention', label: m.library_state_waiting_decision },
	accepted: { tone: 'ok', label: m.library_state_accepted },
	declined: { tone: 'neutral', label: m.library_state_declined },
	withdrawn: { tone: 'neutral', label: m.library_state_withdrawn }
};

type LibraryRefusal =
	| ClipRefusal
	| 'malformed'
	| 'already-proposed'
	| 'not-consented'
	| 'already-so'
	| 'reason-missing'
	| 'not-kept';

export const libraryRefusalTexts: Record<LibraryRefusal, () => string> = {
	malformed: m.library_refusal_malformed,
	times: m.library_refusal_times,
	'outside-recording': m.library_refusal_outside_recording,
	'too-long': m.library_refusal_too_long,
	'whole-call': m.library_refusal_whole_call,
	'title-missing': m.library_refusal_title_missing,
	'unknown-item': m.library_refusal_unknown_item,
	'already-proposed': m.library_refusal_already_proposed,
	'not-consented': m.library_refusal_not_consented,
	'already-so': m.library_refusal_already_so,
	'reason-missing': m.library_refusal_reason_missing,
	'not-kept': m.library_refusal_not_kept
};
