/**
 * A decision is the outcome of a rule: accepted with a value, or refused by name.
 * Refusals are expected answers and travel as values; exceptions are for bugs.
 */
export type Accepted<Value> = { ok: true; value: Value };
export type Refused<Name extends string> = { ok: false; refusal: Name; facts?: Facts };
export type Decision<Value, Name extends string> = Accepted<Value> | Refused<Name>;

/** Measured facts that explain a refusal to its reader, such as a limit or a name. */
export type Facts = Record<string, string | number | boolean | null>;

export const accept = <Value>(value: Value): Accepted<Value> => ({ ok: true, value });

export const refuse = <Name extends string>(refusal: Name, facts?: Facts): Refused<Name> =>
	facts ? { ok: false, refusal, facts } : { ok: false, refusal };
