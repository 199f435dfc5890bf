/** The forms of accountability, one or several together (house rule M15). */
export const measures = [
	'self-criticism',
	'rectification',
	'circulated-criticism',
	'performance-pay',
	'year-end-bonus',
	'compensation',
	'transfer-or-dismissal',
	'legal-liability',
	'other'
] as const;
export type Measure = (typeof measures)[number];

/** What becomes of a case, in this order as far as it goes; `statement` may come at any time before the end. */
export const caseSteps = [
	'served',
	'acknowledged',
	'statement',
	'rectified',
	'checked',
	'closed',
	'escalated'
] as const;
export type CaseStep = (typeof caseSteps)[number];
