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

/** Those of which an amount is stated: an entry of the assessment, never a payroll deduction (M16). */
const ofMoney: readonly Measure[] = ['performance-pay', 'year-end-bonus', 'compensation'];
export const isOfMoney = (measure: Measure): boolean => ofMoney.includes(measure);

export interface TakenMeasure {
	measure: Measure;
	/** Of money, fen; zero for the others. */
	amountFen: number;
	words: string;
}

/** Largest amount of one measure: a million yuan. */
export const MOST_FEN = 100_000_000;

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
