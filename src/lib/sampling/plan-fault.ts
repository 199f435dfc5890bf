/** What can be wrong with a plan, in one list; each has a text in `plans_fault_<name>`. */
export const planFaults = [
	'nobody-to-check',
	'agent-without-team',
	'team-without-lead',
	'lead-checks-himself',
	'department-without-head',
	'head-checks-himself',
	'team-of-one',
	'reviewer-checks-himself',
	'unknown-department',
	'unknown-team',
	'unknown-person',
	'person-disabled',
	'reviewer-may-not-listen',
	'beyond-department',
	'min-above-max',
	'shortest-above-longest',
	'shares-not-100',
	'pool-twice',
	'hours-empty',
	'team-has-no-workload',
	'counts-by-agent',
	'unknown-rubric',
	'due-before-drawn',
	'nobody-new'
] as const;
export type PlanFaultName = (typeof planFaults)[number];

export interface PlanFault {
	/** Where in the rule, as a dotted path such as `strata.1.toHour`. */
	field: string;
	fault: PlanFaultName;
	/** Of the people, teams or departments concerned; what was given for those that are unknown. */
	names: string[];
	/** The measured figure, such as the sum of the shares. */
	figure?: number;
}

export const faultAt = (
	field: string,
	fault: PlanFaultName,
	names: string[] = [],
	figure?: number
): PlanFault => ({ field, fault, names, ...(figure === undefined ? {} : { figure }) });
