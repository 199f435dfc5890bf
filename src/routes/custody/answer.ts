import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { isStepUpRefusal } from '#lib/auth/step-up.ts';
import type { Decision } from '#lib/shared/decision.ts';

const typedReason = (given: Record<string, unknown>) =>
	typeof given.reason === 'string' ? given.reason.replaceAll('\u0000', '').slice(0, 2000) : '';

/** Reads a form of custody by its schema, runs the command, and answers by the rule of the house; `form` names it. */
export async function answerCustody<Schema extends v.GenericSchema>(
	request: Request,
	{ schema, form }: { schema: Schema; form: string },
	run: (input: v.InferOutput<Schema>) => Promise<Decision<unknown, string>>
) {
	const given: Record<string, unknown> = Object.fromEntries(await request.formData());
	const reason = typedReason(given);
	const input = v.safeParse(schema, given);
	if (!input.success) return fail(422, { form, refusal: 'invalid', facts: undefined, reason });
	const outcome = await run(input.output);
	if (outcome.ok) return { done: form };
	const { refusal, facts } = outcome;
	if (refusal === 'not-found') error(404, 'recording-not-found');
	if (refusal === 'not-allowed') error(403, 'forbidden');
	const wantsInput = refusal === 'reason-missing' || isStepUpRefusal(refusal);
	return fail(wantsInput ? 422 : 409, { form, refusal, facts, reason });
}
