/** Words of adjustments. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { AdjustmentState } from '../adjustment.ts';

const states: Record<AdjustmentState, { tone: Tone; label: () => string }> = {
	open: { tone: 'attention', label: m.adjustments_state_open },
	half: { tone: 'attention', label: m.adjustments_state_half },
	approved: { tone: 'ok', label: m.adjustments_state_approved },
	rejected: { tone: 'neutral', label: m.adjustments_state_rejected }
};
export const adjustmentTag = (state: AdjustmentState): { tone: Tone; label: string } => ({
	tone: states[state].tone,
	label: states[state].label()
});

const refusals: Record<string, (facts: Facts) => string> = {
	invalid: () => m.adjustments_refusal_invalid(),
	'amount-invalid': () => m.adjustments_refusal_amount_invalid(),
	'points-invalid': () => m.adjustments_refusal_points_invalid(),
	nothing: () => m.adjustments_refusal_nothing(),
	'reason-missing': ({ characters }) =>
		m.adjustments_refusal_reason_missing({ characters: Number(characters) }),
	'month-ahead': () => m.adjustments_refusal_month_ahead(),
	'month-closed': () => m.adjustments_refusal_month_closed(),
	'already-decided': () => m.adjustments_refusal_already_decided(),
	'same-person': () => m.adjustments_refusal_same_person(),
	'already-yours': () => m.adjustments_refusal_already_yours()
};

export const adjustmentRefusal = (refusal: string, facts: Facts = {}): string =>
	refusals[refusal]?.(facts) ?? refusal;
