import { authRefusalText } from '#lib/auth/ui/refusal-text.ts';
import { isStepUpRefusal } from '#lib/auth/step-up.ts';
import { dateTimeText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';
import type { CloseBlock, CloseHint } from '../month-close.ts';

export const checkTexts: Record<CloseBlock | CloseHint, () => string> = {
	reviews: m.closing_check_reviews,
	drafts: m.closing_check_drafts,
	disputes: m.closing_check_disputes,
	'severe-items': m.closing_check_severe_items,
	adjustments: m.closing_check_adjustments,
	'missed-duties': m.closing_check_missed_duties,
	talks: m.closing_check_talks,
	signatures: m.closing_check_signatures
};

const refusals: Record<string, (facts: Facts, zone: string) => string> = {
	'month-not-over': () => m.closing_refusal_month_not_over(),
	'already-closed': ({ by, at }, zone) =>
		m.closing_refusal_already_closed({ by: String(by), at: timeOf(at, zone) }),
	'open-items': () => m.closing_refusal_open_items(),
	'not-closed': () => m.closing_refusal_not_closed(),
	'already-kept': () => m.closing_refusal_already_kept(),
	'already-asked': () => m.closing_refusal_already_asked(),
	'already-decided': () => m.closing_refusal_already_decided(),
	'same-person': () => m.closing_refusal_same_person(),
	'reason-missing': ({ characters }) =>
		m.closing_refusal_reason_missing({ characters: Number(characters) }),
	'words-missing': ({ characters }) =>
		m.closing_refusal_words_missing({ characters: Number(characters) }),
	'talk-not-yet': () => m.closing_refusal_talk_not_yet(),
	'time-invalid': () => m.closing_refusal_time_invalid(),
	'time-ambiguous': () => m.closing_refusal_time_invalid(),
	'time-nonexistent': () => m.closing_refusal_time_invalid(),
	'figures-changed': () => m.closing_refusal_figures_changed(),
	'already-signed': ({ at }, zone) => m.closing_refusal_already_signed({ at: timeOf(at, zone) })
};

const timeOf = (at: Facts[string] | undefined, zone: string) =>
	dateTimeText(new Date(String(at)), zone);

/** Why closing, opening, noting or signing was refused, in the reader's language. */
export function closingRefusalText(refusal: string, facts: Facts | undefined, zone: string) {
	if (isStepUpRefusal(refusal))
		return authRefusalText(refusal, { seconds: Number(facts?.seconds ?? 0) });
	return refusals[refusal]?.(facts ?? {}, zone) ?? m.closing_refusal_invalid();
}
