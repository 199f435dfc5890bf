/** Words for the parts of a scheme. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ComponentKindName } from '../components/index.ts';

const kinds: Record<ComponentKindName, () => string> = {
	'review-score': m.scheme_kind_review_score,
	'self-check-completion': m.scheme_kind_self_check_completion,
	'severe-items': m.scheme_kind_severe_items,
	violations: m.scheme_kind_violations,
	praise: m.scheme_kind_praise,
	concealment: m.scheme_kind_concealment,
	events: m.scheme_kind_events,
	indicators: m.scheme_kind_indicators,
	'lead-rating': m.scheme_kind_lead_rating,
	'peer-rating': m.scheme_kind_peer_rating
};

export const componentText = (kind: ComponentKindName): string => kinds[kind]();

const refusals: Record<string, () => string> = {
	invalid: m.scheme_refused_invalid,
	'reason-too-short': m.scheme_refused_reason_too_short,
	'past-month': m.scheme_refused_past_month,
	'month-closed': m.scheme_refused_month_closed,
	unchanged: m.scheme_refused_unchanged,
	outdated: m.scheme_refused_outdated
};

export const schemeRefusalText = (refusal: string): string =>
	(refusals[refusal] ?? m.scheme_refused_invalid)();
