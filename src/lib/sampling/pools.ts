/** Which of a unit's eligible calls belong to the pools of a plan's strata. Pure. */
import type { CallMarks, PeriodCall } from './eligibility.ts';
import type { PlanRule, StratumRule } from './plan.ts';
import { byText } from './sha256.ts';

interface PoolFacts {
	marks: Pick<CallMarks, 'complaint' | 'selfCheckProblem' | 'praised'>;
	/** Hour 0 to 23 of the centre's day. */
	hourOf: (epochMs: number) => number;
}

/** For each call, bit j set where it belongs to the pool of stratum j. */
export function masksOf(
	calls: readonly PeriodCall[],
	strata: PlanRule['strata'],
	facts: PoolFacts
): Uint8Array {
	const masks = new Uint8Array(calls.length);
	strata.forEach((stratum, place) => {
		const belongs = membership(stratum, calls, facts);
		for (let index = 0; index < calls.length; index++)
			if (belongs(calls[index]!)) masks[index]! |= 1 << place;
	});
	return masks;
}

function membership(
	stratum: StratumRule,
	calls: readonly PeriodCall[],
	{ marks, hourOf }: PoolFacts
): (call: PeriodCall) => boolean {
	switch (stratum.pool) {
		case 'any':
			return () => true;
		case 'longest':
			return isIn(quarter(calls, (a, b) => b.durationMs - a.durationMs));
		case 'shortest':
			return isIn(quarter(calls, (a, b) => a.durationMs - b.durationMs));
		case 'complaint':
			return ({ id }) => marks.complaint.has(id);
		case 'self-check-problem':
			return ({ id }) => marks.selfCheckProblem.has(id);
		case 'praised':
			return ({ id }) => marks.praised.has(id);
		case 'hours':
			return ({ startedAt }) => isWithin(hourOf(startedAt), stratum);
	}
}

const isIn = (calls: ReadonlySet<PeriodCall>) => (call: PeriodCall) => calls.has(call);

/** The first quarter, rounded up, in `order`; equal ones by id. */
const quarter = (
	calls: readonly PeriodCall[],
	order: (a: PeriodCall, b: PeriodCall) => number
): ReadonlySet<PeriodCall> =>
	new Set(
		[...calls]
			.sort((a, b) => order(a, b) || byText(a.id, b.id))
			.slice(0, Math.ceil(calls.length / 4))
	);

/** `[fromHour, toHour)`; over midnight when from is not below to. */
const isWithin = (hour: number, { fromHour, toHour }: { fromHour: number; toHour: number }) =>
	fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
