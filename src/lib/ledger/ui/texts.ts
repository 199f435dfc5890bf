/** Words of the ledger. */
import { monthLabel, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { yuanText } from '#lib/shared/money.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { LedgerCause, LedgerKind, LedgerState } from '../entry.ts';
import type { ReadingName } from '../readings.ts';

const kinds: Record<LedgerKind, () => string> = {
	'severe-item': m.ledger_kind_severe_item,
	violation: m.ledger_kind_violation,
	praise: m.ledger_kind_praise,
	workload: m.ledger_kind_workload,
	concealment: m.ledger_kind_concealment,
	'event-omitted': m.ledger_kind_event_omitted,
	indicator: m.ledger_kind_indicator,
	adjustment: m.ledger_kind_adjustment,
	accountability: m.ledger_kind_accountability
};
export const kindText = (kind: LedgerKind): string => kinds[kind]();

/** What a line is, also of one that makes good a line of a closed month. */
export const lineText = (about: LedgerKind, after: BusinessMonth | null): string =>
	after === null
		? kindText(about)
		: m.ledger_kind_after({ kind: kindText(about), month: monthLabel(after) });

const states: Record<LedgerState, { tone: Tone; label: () => string }> = {
	provisional: { tone: 'attention', label: m.ledger_state_provisional },
	disputed: { tone: 'info', label: m.ledger_state_disputed },
	confirmed: { tone: 'ok', label: m.ledger_state_confirmed },
	cancelled: { tone: 'neutral', label: m.ledger_state_cancelled }
};
export const stateTag = (state: LedgerState): { tone: Tone; label: string } => ({
	tone: states[state].tone,
	label: states[state].label()
});

const causes: Record<LedgerCause, () => string> = {
	found: m.ledger_cause_found,
	corrected: m.ledger_cause_corrected,
	disputed: m.ledger_cause_disputed,
	withdrawn: m.ledger_cause_withdrawn,
	ruled: m.ledger_cause_ruled,
	confirmed: m.ledger_cause_confirmed,
	'priced-again': m.ledger_cause_priced_again,
	decided: m.ledger_cause_decided,
	'after-close': m.ledger_cause_after_close
};
export const causeText = (cause: LedgerCause): string => causes[cause]();

const readings: Record<ReadingName, () => string> = {
	'fifty-more': m.ledger_reading_fifty_more,
	'fifty-instead': m.ledger_reading_fifty_instead,
	'fifty-once': m.ledger_reading_fifty_once
};
export const readingText = (name: ReadingName | null): string =>
	name === null ? m.ledger_reading_own() : readings[name]();

/** What a line costs, as its agent sees it: `−¥10` is taken, `+¥30` given. */
export const gainText = (costFen: number): string =>
	costFen < 0 ? `+${yuanText(-costFen)}` : yuanText(costFen === 0 ? 0 : -costFen);

/** Tenths of a point with their sign; nothing for none. */
export const pointsText = (tenths: number): string =>
	tenths === 0 ? '' : `${tenths > 0 ? '+' : '−'}${numberText(Math.abs(tenths) / 10, 1)}`;

const refusals: Record<string, (facts: Facts) => string> = {
	'nothing-chosen': () => m.ledger_refusal_nothing_chosen(),
	'too-many': ({ most }) => m.ledger_refusal_too_many({ most: Number(most) }),
	disputed: () => m.ledger_refusal_disputed(),
	cancelled: () => m.ledger_refusal_cancelled(),
	'already-confirmed': () => m.ledger_refusal_already_confirmed(),
	'month-closed': () => m.ledger_refusal_month_closed(),
	'month-past': () => m.ledger_refusal_month_past(),
	'month-confirmed': () => m.ledger_refusal_month_confirmed(),
	'month-missing': () => m.ledger_refusal_month_missing(),
	'steps-invalid': () => m.ledger_refusal_steps_invalid(),
	'values-invalid': () => m.ledger_refusal_values_invalid(),
	'amount-invalid': () => m.ledger_refusal_amount_invalid(),
	'nothing-changed': () => m.ledger_refusal_nothing_changed(),
	'reason-missing': ({ characters }) =>
		m.ledger_refusal_reason_missing({ characters: Number(characters) })
};

/** Why it was not done; undefined for a refusal that is a page of its own. */
export const refusalText = (refusal: string, facts: Facts = {}): string | undefined =>
	refusals[refusal]?.(facts);
