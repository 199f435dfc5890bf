/**
 * What severe items cost (M13): each one 10 yuan, each beyond the third of the month 50 yuan
 * more, so 10, 20, 30, 90, 150 … in sum. The rule is a table of steps, versioned and dated;
 * amounts are integer fen, entries of an assessment and never payroll deductions.
 */

/** What the nth severe item of a month costs: the step with the largest `from` not above n. Amounts in fen. */
export interface PenaltyStep {
	/** First severe item (1-based) of the month that this step prices. */
	from: number;
	amountFen: number;
}

/** 10·n + 50·max(0, n − 3) yuan. */
export const standardSteps: PenaltyStep[] = [
	{ from: 1, amountFen: 1000 },
	{ from: 4, amountFen: 6000 }
];

/** Price of the `nth` severe item of a month, 1 the first; an item before the first step costs nothing. */
export function priceOf(steps: readonly PenaltyStep[], nth: number): number {
	let found: PenaltyStep | undefined;
	for (const step of steps)
		if (step.from <= nth && (!found || step.from > found.from)) found = step;
	return found?.amountFen ?? 0;
}

interface Penalty {
	/** Price of each item in order, fen. */
	perItemFen: number[];
	totalFen: number;
}

/** Prices `count` severe items of one month, in order. */
export function penaltyFor(steps: readonly PenaltyStep[], count: number): Penalty {
	const perItemFen = Array.from({ length: count }, (_, index) => priceOf(steps, index + 1));
	return { perItemFen, totalFen: perItemFen.reduce((sum, fen) => sum + fen, 0) };
}
