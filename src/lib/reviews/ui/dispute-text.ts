/** Words of disputes. */
import { dateTimeText, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { DisputeOutcome, DisputeState } from '#lib/reviews/dispute.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';
import { refusalText } from './refusal-text.ts';

const tags: Record<DisputeState, { tone: Tone; label: () => string }> = {
	open: { tone: 'attention', label: m.disputes_state_open },
	upheld: { tone: 'neutral', label: m.disputes_state_upheld },
	changed: { tone: 'ok', label: m.disputes_state_changed },
	partly: { tone: 'info', label: m.disputes_state_partly },
	withdrawn: { tone: 'neutral', label: m.disputes_state_withdrawn }
};

export const disputeTag = (state: DisputeState): { tone: Tone; label: string } => ({
	tone: tags[state].tone,
	label: tags[state].label()
});

export const instanceText = (instance: number): string =>
	instance === 2 ? m.disputes_instance_second() : m.disputes_instance_first();

/** What a head may make of a dispute, with what it means. */
export const outcomeChoices: { value: DisputeOutcome; label: () => string; hint: () => string }[] =
	[
		{ value: 'upheld', label: m.disputes_rule_uphold, hint: m.disputes_rule_uphold_hint },
		{ value: 'changed', label: m.disputes_rule_change, hint: m.disputes_rule_change_hint },
		{ value: 'partly', label: m.disputes_rule_partly, hint: m.disputes_rule_partly_hint }
	];

const HOUR_MS = 3_600_000;

/** How long is left, in hours, from four days on in days; rounded down, so that nobody comes too late. */
export function leftText(ms: number): string {
	const hours = Math.floor(ms / HOUR_MS);
	if (ms <= 0) return m.disputes_left_none();
	if (hours < 1) return m.disputes_left_minutes({ minutes: Math.max(1, Math.floor(ms / 60_000)) });
	return hours < 96
		? m.disputes_left_hours({ hours: numberText(hours) })
		: m.disputes_left_days({ days: numberText(Math.floor(hours / 24)) });
}

/** Why the server said no. */
export function disputeRefusalText(
	refusal: string,
	facts: Facts | undefined,
	zone: string
): string {
	const at = typeof facts?.at === 'string' ? dateTimeText(new Date(facts.at), zone) : '';
	const by = String(facts?.by ?? '');
	switch (refusal) {
		case 'window-closed':
			return m.disputes_refusal_window_closed({ at });
		case 'nothing-disputed':
			return m.disputes_refusal_nothing_disputed();
		case 'not-disputable':
			return m.disputes_refusal_not_disputable();
		case 'already-disputed':
			return m.disputes_refusal_already_disputed();
		case 'already-ruled':
			return by ? m.disputes_refusal_ruled_by({ by, at }) : m.disputes_refusal_already_ruled();
		case 'not-an-answer':
			return m.disputes_refusal_not_an_answer();
		case 'same-answer':
			return m.disputes_refusal_same_answer();
		case 'would-lower':
			return m.disputes_refusal_would_lower();
		case 'outside-recording':
			return m.disputes_refusal_outside_recording();
		case 'withdrawn':
			return m.disputes_refusal_withdrawn({ at });
		case 'already-replied':
			return m.disputes_refusal_already_replied({ at });
		case 'no-ruling':
			return m.disputes_refusal_no_ruling();
		case 'granted':
			return m.disputes_refusal_granted();
		case 'last-instance':
			return m.disputes_refusal_last_instance();
		case 'choice':
			return m.disputes_refusal_choice();
		default:
			return refusalText(refusal, facts, zone);
	}
}
