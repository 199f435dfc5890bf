/** How the forms of the duty to check answer a refusal. */
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import type { Facts, Refused } from '#lib/shared/decision.ts';

/** What a refused form shows again. */
export interface Answered {
	refusal: string;
	facts?: Facts | undefined;
	kept: Record<string, string>;
	/** Of lists of check boxes: those that were ticked. */
	chosen?: string[];
}

const wrongInput: readonly string[] = ['words-missing', 'nothing-chosen', 'too-many'];

export function denied(refusal: 'not-found' | 'not-allowed'): never {
	if (refusal === 'not-found') error(404, 'not-found');
	error(403, 'forbidden');
}

/** 404 and 403 by the policy, 422 for what was typed, 409 for how things stand; what was typed is kept. */
export function refused(
	{ refusal, facts }: Refused<string>,
	kept: Record<string, string>,
	chosen: string[] = []
): ActionFailure<Answered> {
	if (refusal === 'not-found' || refusal === 'not-allowed') denied(refusal);
	return fail(wrongInput.includes(refusal) ? 422 : 409, { refusal, facts, kept, chosen });
}
