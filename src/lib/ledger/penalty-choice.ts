/** When a price table may be chosen, and which tables there may be. Pure. */
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import type { PenaltyStep } from './penalty.ts';
import { sameSteps } from './readings.ts';

/** Steps of a table at most. */
export const MOST_STEPS = 6;
/** Most that one severe item may cost, fen. */
const MOST_FEN = 1_000_000;
/** The last severe item of a month for which a step may begin. */
const MOST_FROM = 100;

export interface PenaltyChoice {
	steps: readonly PenaltyStep[];
	from: BusinessMonth;
	reason: string;
}

interface ChoiceFacts {
	/** The month of now. */
	current: BusinessMonth;
	/** The chosen month is closed, of whichever department. */
	closed: boolean;
	/** A severe item of it is confirmed. */
	confirmed: boolean;
	/** What prices it now. */
	inForce: readonly PenaltyStep[];
}

export type ChoiceRefusal =
	| 'steps-invalid'
	| 'month-past'
	| 'month-closed'
	| 'month-confirmed'
	| 'nothing-changed'
	| 'reason-missing';

/**
 * From a month to come on, or from the current one while nothing of it is confirmed: nobody's fine
 * changes after a head has signed it.
 */
export function decidePenaltyTable(
	{ steps, from, reason }: PenaltyChoice,
	facts: ChoiceFacts
): Decision<{ steps: PenaltyStep[]; reason: string }, ChoiceRefusal> {
	const words = cleanWords(reason);
	if (!areSteps(steps)) return refuse('steps-invalid');
	if (from < facts.current) return refuse('month-past');
	if (facts.closed) return refuse('month-closed');
	if (from === facts.current && facts.confirmed) return refuse('month-confirmed');
	if (!isReason(words)) return refuse('reason-missing', { characters: FEWEST_REASON });
	if (sameSteps(steps, facts.inForce)) return refuse('nothing-changed');
	return accept({ steps: [...steps].sort((a, b) => a.from - b.from), reason: words });
}

/** The first severe item has a price, no step begins twice, and all of it is within reason. */
const areSteps = (steps: readonly PenaltyStep[]): boolean =>
	steps.length > 0 &&
	steps.length <= MOST_STEPS &&
	new Set(steps.map(({ from }) => from)).size === steps.length &&
	steps.some(({ from }) => from === 1) &&
	steps.every(
		({ from, amountFen }) =>
			Number.isInteger(from) &&
			Number.isInteger(amountFen) &&
			from >= 1 &&
			from <= MOST_FROM &&
			amountFen >= 0 &&
			amountFen <= MOST_FEN
	);
