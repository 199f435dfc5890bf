/** What can be wrong with a plan, in one list; each has a text in `plans_fault_<name>`. */
export type PlanFaultName =
	| 'missing'
	| 'out-of-range'
	| 'unreadable'
	| 'nobody-to-check'
	| 'agent-without-team'
	| 'team-without-lead'
	| 'lead-checks-himself'
	| 'department-without-head'
	| 'head-checks-himself'
	| 'team-of-one'
	| 'reviewer-checks-himself'
	| 'unknown-department'
	| 'unknown-team'
	| 'unknown-person'
	| 'person-disabled'
	| 'reviewer-may-not-listen'
	| 'beyond-department'
	| 'min-above-max'
	| 'shortest-above-longest'
	| 'shares-not-100'
	| 'pool-twice'
	| 'hours-empty'
	| 'team-has-no-workload'
	| 'counts-by-agent'
	| 'unknown-rubric'
	| 'due-before-drawn'
	| 'nobody-new';

export interface PlanFault {
	/** Where in the rule, as a dotted path such as `strata.1.toHour`. */
	field: string;
	fault: PlanFaultName;
	/** Of the people, teams or departments concerned; what was given for those that are unknown. */
	names: string[];
	/** The measured figure, such as the sum of the shares. */
	figure?: number;
}

/** Bounds of the form's numbers, both included; durations in seconds. Those of `plan.ts`. */
const planBounds: Record<string, readonly [number, number]> = {
	'callsOf.newUpToDays': [1, 3650],
	'callsOf.belowScore': [1, 100],
	'recurrence.day': [1, 28],
	'count.n': [1, 200],
	'count.percent': [1, 100],
	'count.perTen': [1, 10],
	'count.min': [0, 200],
	'count.max': [1, 200],
	'eligible.minDurationMs': [0, 86_400],
	'eligible.maxDurationMs': [0.001, 86_400],
	'due.hours': [1, 744],
	'due.days': [0, 60],
	'listen.speechPercent': [0, 100],
	'strata.percent': [1, 100],
	'strata.fromHour': [0, 23],
	'strata.toHour': [1, 24]
};

/** The bounds of a field, whichever stratum it stands in. */
export const boundsOf = (field: string): readonly [number, number] | undefined =>
	planBounds[field.replace(/\.\d+\./, '.')];

export const faultAt = (
	field: string,
	fault: PlanFaultName,
	names: string[] = [],
	figure?: number
): PlanFault => ({ field, fault, names, ...(figure === undefined ? {} : { figure }) });
