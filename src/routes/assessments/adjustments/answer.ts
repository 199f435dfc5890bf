import { error, fail } from '@sveltejs/kit';
import type { Decision } from '#lib/shared/decision.ts';

const CONFLICTS = ['month-closed', 'already-decided', 'same-person', 'already-yours'];

/** Answers a form of this page by the rule of the house; `outcome` is undefined when it could not be read. */
export function answered(
	form: 'proposal' | 'decision',
	kept: Record<string, string>,
	outcome: Decision<unknown, string> | undefined
) {
	if (!outcome) return fail(422, { form, kept, refusal: 'invalid', facts: undefined });
	if (outcome.ok) return { done: form };
	const { refusal, facts } = outcome;
	if (refusal === 'not-found') error(404, 'not-found');
	if (refusal === 'not-allowed') error(403, 'forbidden');
	return fail(CONFLICTS.includes(refusal) ? 409 : 422, { form, kept, refusal, facts });
}
