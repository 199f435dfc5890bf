import type { Decision } from '#lib/shared/decision.ts';

/** The value of a decision that the story has no refusal for. */
export function done<Value>(decision: Decision<Value, string>): Value {
	if (!decision.ok)
		throw new Error(
			`the example centre was refused: ${decision.refusal} ${JSON.stringify(decision.facts ?? {})}`
		);
	return decision.value;
}
