/** A plan's rule: who checks how many of whose calls. Versioned; a change holds from a later period. */
export interface PlanRule {
	/** `lead-of-team`: each lead checks the own team's agents on duty. */
	reviewer: 'lead-of-team';
	every: 'day';
	/** Calls per agent on duty. */
	perAgent: number;
	/** Shortest eligible call, ms. */
	minDurationMs: number;
	/** Hour and minute of the next day, in the centre's zone, at which the draw runs. */
	drawAt: { hour: number; minute: number };
	/** Due at this time of the day after the draw's period plus `dueDays`. */
	dueDays: number;
	dueAt: { hour: number; minute: number };
}
