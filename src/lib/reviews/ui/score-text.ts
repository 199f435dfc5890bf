import { m } from '#lib/i18n/paraglide/messages.js';
import { numberText } from '#lib/i18n/format.ts';
import type { Outcome } from '#lib/reviews/scoring.ts';
import type { ReviewKind } from '#lib/reviews/review.ts';
import type { Tone } from '#lib/ui/tone.ts';

/** `847` → `84.7`; a dash when not scorable. */
export const scoreText = (rawTenths: number | null): string =>
	rawTenths === null ? '–' : numberText(rawTenths / 10, 1);

const outcomes: Record<Outcome, { tone: Tone; label: () => string }> = {
	passed: { tone: 'ok', label: m.reviews_outcome_passed },
	failed: { tone: 'severe', label: m.reviews_outcome_failed },
	'not-scorable': { tone: 'neutral', label: m.reviews_outcome_not_scorable }
};

export const outcomeTag = (outcome: Outcome): { tone: Tone; label: string } => ({
	tone: outcomes[outcome].tone,
	label: outcomes[outcome].label()
});

const kinds: Record<ReviewKind, () => string> = {
	'spot-check': m.reviews_kind_spot_check,
	'weekly-audit': m.reviews_kind_weekly_audit,
	'ad-hoc': m.reviews_kind_ad_hoc
};

export const kindText = (kind: ReviewKind): string => kinds[kind]();
