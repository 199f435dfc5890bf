/** What the nth severe item of a month costs: the step with the largest `from` not above n. Amounts in fen. */
export interface PenaltyStep {
	/** First severe item (1-based) of the month that this step prices. */
	from: number;
	amountFen: number;
}
