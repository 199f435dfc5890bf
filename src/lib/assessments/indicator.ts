/**
 * Service indicators (house rule M19): what each means, its target and where it comes from, in
 * versions; a value is a numerator over a denominator, measured for an agent, a team or a
 * department. Of an agent the closest value holds. Pure.
 */
import * as v from 'valibot';
import { formText } from '#lib/rubric/text.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { fraction, type Fraction } from '#lib/shared/fraction.ts';

export const indicatorKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

export const indicatorContent = v.strictObject({
	name: formText,
	/** What is divided by what, in words. */
	formula: formText,
	/** Where it is taken from. */
	source: formText,
	/** Thousandths. */
	target: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
	aim: v.picklist(['at-least', 'at-most'])
});
export type IndicatorContent = v.InferOutput<typeof indicatorContent>;

/** A value that holds for somebody, with the target of its month. */
export interface Measured extends Pick<IndicatorContent, 'target' | 'aim'> {
	key: string;
	numerator: number;
	/** Above zero. */
	denominator: number;
}

/** Whether the target is reached. */
export function isReached({ numerator, denominator, target, aim }: Measured): boolean {
	const [measured, wanted] = [BigInt(numerator) * 1000n, BigInt(denominator) * BigInt(target)];
	return aim === 'at-least' ? measured >= wanted : measured <= wanted;
}

/** How far the target was reached: 1 when it was, else measured over target, or target over measured where less is better. */
export function achieved(measured: Measured): Fraction {
	if (isReached(measured)) return fraction(1);
	const over = BigInt(measured.numerator) * 1000n;
	const under = BigInt(measured.denominator) * BigInt(measured.target);
	return measured.aim === 'at-least' ? { over, under } : { over: under, under: over };
}

/** Thousandths of the value, rounded, a half away from zero; may be beyond 1000. */
export const permilleOf = ({
	numerator,
	denominator
}: Pick<Measured, 'numerator' | 'denominator'>): number =>
	Number((2n * BigInt(numerator) * 1000n + BigInt(denominator)) / (2n * BigInt(denominator)));

/** Whom a value was measured for; exactly one is named. */
export interface IndicatorPlace {
	agentId: string | null;
	teamId: string | null;
	departmentId: string | null;
}

/** Of the values of one indicator the one that holds for the agent: own, team's, department's. */
export function valueFor<Value extends IndicatorPlace>(
	values: readonly Value[],
	agent: IndicatorPlace & { agentId: string }
): Value | undefined {
	return (
		values.find(({ agentId }) => agentId === agent.agentId) ??
		values.find(({ teamId }) => teamId !== null && teamId === agent.teamId) ??
		values.find(({ departmentId }) => departmentId !== null && departmentId === agent.departmentId)
	);
}

const MOST = 1_000_000_000;
const whole = (least: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(MOST));

export const valueInput = v.object({
	key: indicatorKey,
	numerator: whole(0),
	denominator: whole(1),
	source: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
});

export type ValueRefusal =
	| 'not-allowed'
	| 'unknown-indicator'
	| 'unknown-place'
	| 'out-of-reach'
	| 'month-closed'
	| 'month-to-come'
	| 'unchanged';

export type DefinitionRefusal =
	'not-allowed' | 'invalid' | 'past-month' | 'month-closed' | 'unchanged';

/** Whether a definition may hold from a month on; of a new indicator nothing is `newest`. */
export function decideDefinition(
	{ content, effectiveFrom }: { content: IndicatorContent; effectiveFrom: BusinessMonth },
	facts: {
		newest: (IndicatorContent & { version: number }) | undefined;
		current: BusinessMonth;
		/** The last month that any department has closed. */
		lastClosed: BusinessMonth | undefined;
	}
): Decision<{ version: number }, DefinitionRefusal> {
	const { newest, current, lastClosed } = facts;
	if (effectiveFrom < current) return refuse('past-month');
	if (lastClosed !== undefined && effectiveFrom <= lastClosed) return refuse('month-closed');
	const { name, formula, source, target, aim } = newest ?? {};
	if (sameJson(content, { name, formula, source, target, aim })) return refuse('unchanged');
	return accept({ version: (newest?.version ?? 0) + 1 });
}
