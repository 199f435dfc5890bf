import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { isStepUpRefusal } from '#lib/auth/step-up.ts';
import type { Decision } from '#lib/shared/decision.ts';

const text = (value: FormDataEntryValue | undefined) =>
	typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, 2000) : '';

/** Reads a form of a month by its schema, runs the command, and answers by the rule of the house; `form` names it. */
export async function answerClose<Schema extends v.GenericSchema>(
	request: Request,
	{ schema, form }: { schema: Schema; form: string },
	run: (input: v.InferOutput<Schema>) => Promise<Decision<unknown, string>>
) {
	const given = Object.fromEntries(await request.formData());
	const kept = {
		reason: text(given.reason),
		words: text(given.words),
		talkedAt: text(given.talkedAt)
	};
	const input = v.safeParse(schema, given);
	if (!input.success) return fail(422, { form, refusal: 'invalid', facts: undefined, kept });
	const outcome = await run(input.output);
	if (outcome.ok) return { done: form };
	const { refusal, facts } = outcome;
	if (refusal === 'not-found') error(404, 'not-found');
	if (refusal === 'not-allowed') error(403, 'forbidden');
	const typed = ['reason-missing', 'words-missing'].includes(refusal) || isStepUpRefusal(refusal);
	return fail(typed ? 422 : 409, { form, refusal, facts, kept });
}
