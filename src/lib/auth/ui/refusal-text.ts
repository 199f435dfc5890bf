import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';
import { MAX_LENGTH, MIN_LENGTH } from '../password-policy.ts';

const texts = {
	wrong: () => m.auth_refusal_wrong(),
	wait: (facts?: Facts) => m.auth_refusal_wait({ seconds: Number(facts?.seconds ?? 0) }),
	busy: () => m.auth_refusal_busy(),
	'too-short': () => m.auth_refusal_too_short({ atLeast: MIN_LENGTH }),
	'too-long': () => m.auth_refusal_too_long({ atMost: MAX_LENGTH }),
	'same-as-staff-no': () => m.auth_refusal_same_as_staff_no(),
	'too-common': () => m.auth_refusal_too_common(),
	'not-repeated': () => m.auth_refusal_not_repeated(),
	'wrong-password': () => m.auth_refusal_wrong_password(),
	'link-invalid': () => m.auth_refusal_link_invalid(),
	'already-set-up': () => m.auth_refusal_already_set_up(),
	'staff-no-taken': () => m.auth_refusal_staff_no_taken(),
	'code-wrong': () => m.auth_refusal_code_wrong(),
	'code-expired': () => m.auth_refusal_code_expired(),
	'second-factor-stands': () => m.auth_refusal_second_factor_stands(),
	'second-factor-required': () => m.auth_refusal_second_factor_required(),
	'no-second-factor': () => m.auth_refusal_no_second_factor(),
	'nothing-to-confirm': () => m.auth_refusal_nothing_to_confirm(),
	'own-account': () => m.auth_refusal_own_account(),
	'nothing-to-end': () => m.auth_refusal_nothing_to_end(),
	'nothing-to-clear': () => m.auth_refusal_nothing_to_clear(),
	unchanged: () => m.auth_refusal_unchanged(),
	'step-up-needed': () => m.auth_refusal_step_up_needed(),
	'step-up-wrong': () => m.auth_refusal_step_up_wrong(),
	'step-up-throttled': (facts?: Facts) =>
		m.auth_refusal_step_up_throttled({ seconds: Number(facts?.seconds ?? 0) }),
	invalid: () => m.auth_refusal_invalid()
};

type AuthRefusal = keyof typeof texts;

/** Why it did not work, in the reader's language. */
export const authRefusalText = (refusal: AuthRefusal, facts?: Facts): string =>
	texts[refusal](facts);

/** The same for a refusal that came through a page of another area; anything unknown is an unfit form. */
export const accessRefusalText = (refusal: string, seconds = 0): string =>
	authRefusalText(refusal in texts ? (refusal as AuthRefusal) : 'invalid', { seconds });
