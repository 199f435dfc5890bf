/**
 * Step-up: whoever is about to do what cannot be taken back, or gives power to others, proves once
 * more to be themselves, by password and, where the account has a second factor, by its code. The
 * proof holds for five minutes in the session in which it was given, and nowhere else. Signing in
 * is no proof: a screen may have been left alone since.
 */
import * as v from 'valibot';

const STEP_UP_MS = 5 * 60_000;

/** Whether a proof given at `at` still holds at `now`; the very end does, a proof from the future does not. */
export const isFreshProof = (at: Date | null | undefined, now: Date): boolean =>
	at != null && now >= at && now.getTime() - at.getTime() <= STEP_UP_MS;

/** What `StepUpField.svelte` adds to a form; to be spread into the form's strict schema. */
export const stepUpFields = {
	stepUpPassword: v.optional(v.pipe(v.string(), v.maxLength(1024)), ''),
	stepUpCode: v.optional(v.pipe(v.string(), v.maxLength(64)), '')
};

/** The proof among the fields of a form that were read by `stepUpFields`. */
export const stepUpOf = (form: { stepUpPassword: string; stepUpCode: string }) => ({
	password: form.stepUpPassword,
	code: form.stepUpCode
});

export type StepUpRefusal = 'step-up-needed' | 'step-up-wrong' | 'step-up-throttled';

export const isStepUpRefusal = (refusal: string): refusal is StepUpRefusal =>
	['step-up-needed', 'step-up-wrong', 'step-up-throttled'].includes(refusal);
