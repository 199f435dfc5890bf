import { error } from '@sveltejs/kit';
import { isAnother } from '#lib/reviews/draft.ts';
import { refusalText } from '#lib/reviews/ui/refusal-text.ts';
import type { Facts } from '#lib/shared/decision.ts';

const wantsInput: readonly string[] = [
	'incomplete',
	'malformed',
	'reason-too-short',
	'title-missing',
	'deadline-past',
	'deadline-far'
];

/** The HTTP status of a refusal: unknown and hidden alike 404, seen but not permitted 403, missing input 422, else 409. */
export function statusOf(refusal: string): 404 | 403 | 422 | 409 {
	if (refusal === 'not-found') return 404;
	if (refusal === 'not-allowed') return 403;
	return wantsInput.includes(refusal) ? 422 : 409;
}

/** Ends the request with a page that says why. */
export function refused(
	{ refusal, facts }: { refusal: string; facts?: Facts },
	zone: string
): never {
	const status = statusOf(refusal);
	// What is hidden reads as what is not there.
	if (status !== 409) error(status, refusal === 'not-found' ? 'recording-not-found' : refusal);
	error(status, { message: refusal, sentence: refusalText(refusal, facts, zone) });
}

/** Ends the request when somebody else has signed in since the page was opened: nothing is taken for theirs. */
export function refuseAnother(data: FormData, { actor, zone }: App.Locals): void {
	const as = data.get('as');
	if (typeof as === 'string' && isAnother(actor.id, as)) refused({ refusal: 'other-person' }, zone);
}
