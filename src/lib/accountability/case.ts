/**
 * An accountability case (house rule M15): what happened, what it rests on, one measure or several,
 * a day by which it is put right. A head serves it, the person acknowledges it and hands in what was
 * put right, a head checks that and closes the case, or escalates it: a further case, with more
 * measures, that takes its place. The person may state their view at any time before the end.
 * A case that was opened in error is closed before it is served.
 */
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { realCharacters } from '#lib/shared/words.ts';
import { isOfMoney, MOST_FEN, type CaseStep, type TakenMeasure } from './measure.ts';

export const caseStates = [
	'opened',
	'served',
	'acknowledged',
	'rectified',
	'checked',
	'closed',
	'escalated'
] as const;
export type CaseState = (typeof caseStates)[number];

/** Where a case stands: its last step that is no statement. `steps` in their order. */
export function caseState(steps: readonly CaseStep[]): CaseState {
	const last = steps.findLast((step) => step !== 'statement');
	return (last as CaseState | undefined) ?? 'opened';
}

/** States in which something is still to be put right. */
export const unrectified: readonly CaseState[] = ['served', 'acknowledged'];

/** The deadline's day itself is in time. */
export const isOverdue = (state: CaseState, deadlineDay: BusinessDay, today: BusinessDay) =>
	unrectified.includes(state) && today > deadlineDay;

const after: Record<CaseStep, readonly CaseState[]> = {
	served: ['opened'],
	acknowledged: ['served'],
	statement: ['opened', 'served', 'acknowledged', 'rectified', 'checked'],
	rectified: ['acknowledged'],
	checked: ['rectified'],
	closed: ['opened', 'checked'],
	escalated: ['served', 'acknowledged', 'rectified', 'checked']
};

/** Whether the case, as it stands, takes this step. */
export const takes = (state: CaseState, step: CaseStep): boolean => after[step].includes(state);

const ofPerson: readonly CaseStep[] = ['acknowledged', 'statement', 'rectified'];
/** Steps of the person whom the case is about; the others are the head's. */
export const isOfPerson = (step: CaseStep): boolean => ofPerson.includes(step);

const wordless: readonly CaseStep[] = ['served', 'acknowledged'];
/** Whether the step says nothing without words. */
export const needsWords = (step: CaseStep): boolean => !wordless.includes(step);

/** Letters and digits that the words of a step have at least. */
export const FEWEST_WORDS = 2;
/** Letters and digits that the facts of a case have at least. */
const FEWEST_FACTS = 20;

export type StepRefusal = 'wrong-state' | 'words-missing';

export function decideStep(
	state: CaseState,
	step: CaseStep,
	words: string
): Decision<undefined, StepRefusal> {
	if (!takes(state, step)) return refuse('wrong-state');
	if (needsWords(step) && realCharacters(words) < FEWEST_WORDS)
		return refuse('words-missing', { characters: FEWEST_WORDS });
	return accept(undefined);
}

interface Opening {
	facts: string;
	measures: readonly TakenMeasure[];
	deadlineDay: BusinessDay;
}

export type OpeningRefusal =
	| 'facts-too-short'
	| 'no-measure'
	| 'amount-missing'
	| 'measure-words-missing'
	| 'deadline-past'
	| 'no-more-measures';

/** Whether a case says enough to be opened; `before` are the measures of the case that it takes the place of. */
export function decideOpening(
	{ facts, measures, deadlineDay }: Opening,
	{ today, before }: { today: BusinessDay; before: readonly TakenMeasure[] }
): Decision<undefined, OpeningRefusal> {
	if (realCharacters(facts) < FEWEST_FACTS)
		return refuse('facts-too-short', { characters: FEWEST_FACTS });
	if (measures.length === 0) return refuse('no-measure');
	const wrong = measures.find(({ measure, amountFen }) =>
		isOfMoney(measure) ? amountFen <= 0 || amountFen > MOST_FEN : amountFen !== 0
	);
	if (wrong) return refuse('amount-missing', { measure: wrong.measure });
	if (measures.some(({ measure, words }) => measure === 'other' && realCharacters(words) < 2))
		return refuse('measure-words-missing');
	if (deadlineDay <= today) return refuse('deadline-past');
	if (before.length > 0 && !goesFurther(measures, before)) return refuse('no-more-measures');
	return accept(undefined);
}

/** Another measure, or more money of one. */
const goesFurther = (measures: readonly TakenMeasure[], before: readonly TakenMeasure[]) =>
	measures.some(({ measure, amountFen }) => {
		const same = before.find((other) => other.measure === measure);
		return !same || amountFen > same.amountFen;
	});

/** How a case is called: `2026-0007`. */
export const caseNumber = ({ year, number }: { year: number; number: number }): string =>
	`${year}-${String(number).padStart(4, '0')}`;
