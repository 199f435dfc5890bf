import { error, fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { readTime } from '#lib/people/import-row.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Decision } from '#lib/shared/decision.ts';

type Outcome = Decision<unknown, string>;
export interface Refusal {
	refusal: string;
	facts: Record<string, unknown> | undefined;
}

/** An action on the person of the page: reads the form, runs the command, answers by house rule. */
export const personAction =
	<Schema extends v.GenericSchema>(
		schema: Schema,
		run: (context: Context, id: string, input: v.InferOutput<Schema>) => Promise<Outcome>
	) =>
	async ({ locals, params, request }: RequestEvent<{ id: string }>) => {
		const input = v.safeParse(schema, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'invalid' });
		return answer(await run(locals, params.id, input.output));
	};

/** 403, 404 or 409 for a refusal; what was done otherwise. */
export function answer(outcome: Outcome): { done: true } | ActionFailure<Refusal> {
	if (outcome.ok) return { done: true };
	if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
	if (outcome.refusal === 'no-such-person') error(404, 'person-not-found');
	return fail(409, { refusal: outcome.refusal, facts: outcome.facts });
}

/** A period typed as days or times of the centre; from now when no beginning is given. */
export function periodOf({ now, zone }: Context, from: string, to = '') {
	const begins = readTime(from || null, zone);
	const ends = readTime(to || null, zone);
	if (!begins.ok) return begins;
	if (!ends.ok) return ends;
	const period = { from: begins.value ?? now, to: ends.value };
	const empty = period.to !== null && period.to <= period.from;
	return empty
		? { ok: false as const, refusal: 'period-empty' as const }
		: { ok: true as const, value: period };
}
