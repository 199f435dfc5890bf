import { error } from '@sveltejs/kit';

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
