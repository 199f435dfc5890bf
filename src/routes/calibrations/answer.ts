/** How the pages of a calibration answer a refusal. */
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { calibrationRefusalText } from '#lib/reviews/ui/calibration-text.ts';
import type { Facts, Refused } from '#lib/shared/decision.ts';

const wrongState: readonly string[] = [
	'calibration-submitted',
	'calibration-closed',
	'calibration-blind',
	'deadline-over',
	'stale-draft'
];

/** 404 and 403 by the policy, 409 for how things stand, 422 for what was typed. */
export function statusOf(refusal: string): 404 | 403 | 409 | 422 {
	if (refusal === 'not-found') return 404;
	if (refusal === 'not-allowed') return 403;
	return wrongState.includes(refusal) ? 409 : 422;
}

/** Ends the request with a page that says why. */
export function denied({ refusal, facts }: Refused<string>): never {
	const status = statusOf(refusal);
	// What is hidden reads as what is not there.
	if (status === 404) error(404, 'not-found');
	if (status === 403) error(403, 'forbidden');
	error(status, { message: refusal, sentence: calibrationRefusalText(refusal, facts) });
}

export interface Answered<Kept> {
	refusal: string;
	facts?: Facts | undefined;
	kept: Kept;
}

/** A refused form: what is hidden or forbidden ends the request, else what was typed is kept. */
export function refused<Kept>(outcome: Refused<string>, kept: Kept): ActionFailure<Answered<Kept>> {
	const status = statusOf(outcome.refusal);
	if (status === 404 || status === 403) denied(outcome);
	return fail(status, { refusal: outcome.refusal, facts: outcome.facts, kept });
}
