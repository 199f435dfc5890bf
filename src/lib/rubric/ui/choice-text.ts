import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChoiceRefusal } from '../choice.ts';

const texts: Record<Exclude<ChoiceRefusal, 'not-allowed'> | 'invalid', () => string> = {
	invalid: m.choices_refusal_invalid,
	'no-such-team': m.choices_refusal_no_such_team,
	'other-department': m.choices_refusal_other_department,
	'no-such-rubric': m.choices_refusal_no_such_rubric,
	'other-kind': m.choices_refusal_other_kind,
	unchanged: m.choices_refusal_unchanged
};

/** Why a rubric was not chosen. */
export const choiceRefusalText = (refusal: keyof typeof texts): string => texts[refusal]();
