/** How the forms of an application for deletion answer a refusal. */
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import type { Facts, Refused } from '#lib/shared/decision.ts';

interface Answered {
	refusal: string;
	facts?: Facts | undefined;
	kept: Record<string, string>;
}

const wrongInput: readonly string[] = [
	'invalid',
	'reason-missing',
	'requester-no-longer-lead',
	'step-up-needed',
	'step-up-wrong'
];
const otherPerson: readonly string[] = ['same-person', 'deputy'];

/** 404 and 403 by the policy, 403 to who is not another person, 422 for what was typed, 409 for how things stand; what was typed is kept. */
export function refused(
	{ refusal, facts }: Refused<string>,
	kept: Record<string, string>
): ActionFailure<Answered> {
	if (refusal === 'not-found') error(404, 'not-found');
	if (refusal === 'not-allowed') error(403, 'forbidden');
	return fail(statusOf(refusal), { refusal, facts, kept });
}

function statusOf(refusal: string): 403 | 409 | 422 | 429 {
	if (otherPerson.includes(refusal)) return 403;
	if (refusal === 'step-up-throttled') return 429;
	return wrongInput.includes(refusal) ? 422 : 409;
}
