/**
 * A plan's rule: who checks how many of whose calls. Versioned; a change holds from a later
 * period, never for a running one.
 */
export interface PlanRule {
	/** `lead-of-team`: each lead checks the own team's agents on duty. */
	reviewer: 'lead-of-team';
	every: 'day';
	/** Calls per agent on duty. */
	perAgent: number;
	/** Shortest eligible call, ms. */
	minDurationMs: number;
	/** Hour and minute of the next day, in the centre's zone, at which the draw runs. */
	drawAt: TimeOfDay;
	/** Due at `dueAt` of the day that lies `dueDays` after the day of drawing. */
	dueDays: number;
	dueAt: TimeOfDay;
}

export interface TimeOfDay {
	hour: number;
	minute: number;
}

export const DAILY_SPOT_CHECK = 'daily-spot-check';

/** The plans that come ready, by key: the lead's daily spot check, one call per agent on duty. */
export const standardPlans: Record<string, PlanRule> = {
	[DAILY_SPOT_CHECK]: {
		reviewer: 'lead-of-team',
		every: 'day',
		perAgent: 1,
		minDurationMs: 1000,
		drawAt: { hour: 6, minute: 0 },
		dueDays: 1,
		dueAt: { hour: 12, minute: 0 }
	}
};

/** The cron pattern of a plan's draws, read in the centre's zone. */
export const drawPattern = ({ drawAt }: PlanRule): string =>
	`${drawAt.minute} ${drawAt.hour} * * *`;
