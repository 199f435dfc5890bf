/** How the forms of coaching, improvements and accountability answer a refusal. */
import { error, fail } from '@sveltejs/kit';
import type { Facts, Refused } from '#lib/shared/decision.ts';
import { denied } from './duty-answer.ts';

/** 404 and 403 by the policy, 409 when it has moved on, 422 for what was typed, which is kept. */
export function answered(
	{ refusal, facts }: Refused<string>,
	kept: Record<string, string>,
	chosen: string[] = []
) {
	if (refusal === 'not-found' || refusal === 'not-allowed') denied(refusal);
	const said: { refusal: string; facts: Facts | undefined } = { refusal, facts };
	return fail(refusal === 'wrong-state' ? 409 : 422, { ...said, kept, chosen });
}

/** What could not be read. */
export const unread = (kept: Record<string, string>, chosen: string[] = []) =>
	answered({ ok: false, refusal: 'invalid' }, kept, chosen);

/** The values of a list of check boxes. */
export const ticked = (form: FormData, name: string): string[] =>
	form.getAll(name).filter((value) => typeof value === 'string');

export function found<Value>(value: Value | undefined): Value {
	if (value === undefined) error(404, 'not-found');
	return value;
}
