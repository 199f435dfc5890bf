import { error, fail } from '@sveltejs/kit';
import type { Decision } from '#lib/shared/decision.ts';

/** What was typed is wrong; everything else that is refused has another state than the page showed. */
const typed = [
	'nothing-disputed',
	'reason-too-short',
	'not-an-answer',
	'same-answer',
	'would-lower',
	'outside-recording',
	'choice'
];
const forbidden = ['not-allowed', 'own-review', 'own-ruling'];

/** The status of a refusal; who may not see it or do it gets the error itself. */
export function refuseDispute(refusal: string): 409 | 422 {
	if (refusal === 'not-found') error(404, 'dispute-not-found');
	if (forbidden.includes(refusal)) error(403, `dispute-${refusal}`);
	return typed.includes(refusal) ? 422 : 409;
}

/** What an action of a dispute's page gives: what was done, or the refusal with what was typed. */
export function answered<Done extends string, Typed extends object>(
	outcome: Decision<unknown, string>,
	done: Done,
	typed: Typed
) {
	if (outcome.ok) return { done };
	const { refusal, facts } = outcome;
	return fail(refuseDispute(refusal), { refusal, facts, ...typed });
}
