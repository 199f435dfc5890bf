import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';

const figure = (facts: Facts | undefined, name: string): number => Number(facts?.[name] ?? 0);

const texts: Record<string, (facts: Facts | undefined) => string> = {
	'words-missing': (facts) =>
		m.duty_refusal_words_missing({ characters: figure(facts, 'characters') }),
	'already-done': m.duty_refusal_already_done,
	'already-replaced': m.duty_refusal_already_replaced,
	'already-excused': m.duty_refusal_already_excused,
	'already-ended': m.duty_refusal_already_ended,
	'self-check': m.duty_refusal_self_check,
	'same-reviewer': m.duty_refusal_same_reviewer,
	'may-not-check': m.duty_refusal_may_not_check,
	'own-call': m.duty_refusal_own_call,
	'replaced-by-receiver': m.duty_refusal_replaced_by_receiver,
	'reviewed-by-receiver': m.duty_refusal_reviewed_by_receiver,
	'no-such-person': m.duty_refusal_no_such_person,
	'nothing-chosen': m.duty_refusal_nothing_chosen,
	'too-many': (facts) => m.duty_refusal_too_many({ most: figure(facts, 'most') }),
	'same-person': m.duty_refusal_same_person,
	'day-over': m.duty_refusal_day_over,
	'days-reversed': m.duty_refusal_days_reversed,
	'too-long': (facts) => m.duty_refusal_too_long({ days: figure(facts, 'days') }),
	overlaps: m.duty_refusal_overlaps,
	'comes-back': m.duty_refusal_comes_back
};

/** Why a change to the duty to check was refused, in the reader's language. */
export const dutyRefusalText = (refusal: string, facts?: Facts): string =>
	(texts[refusal] ?? m.duty_refusal_invalid)(facts);
