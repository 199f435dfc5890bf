/**
 * Leads and heads are assessed too (house rule M20): checking that was due and done, how often a
 * second review agreed with theirs, disputes that their reviews lost, incidents they reported. Counts,
 * no score: they are for talking about. Pure.
 */

export interface LeaderFigures {
	/** Tasks due in the month. */
	due: number;
	doneInTime: number;
	doneLate: number;
	/** Missed duties, one for a draw; of which `excused`. */
	missed: number;
	excused: number;
	/** Own reviews that somebody reviewed again, and those confirmed. */
	secondReviews: number;
	agreed: number;
	/** Disputes of own reviews ruled on, and those in which the ruling changed something. */
	disputes: number;
	lost: number;
	/** Recorder incidents reported. */
	incidents: number;
}

export const noLeaderFigures: LeaderFigures = {
	due: 0,
	doneInTime: 0,
	doneLate: 0,
	missed: 0,
	excused: 0,
	secondReviews: 0,
	agreed: 0,
	disputes: 0,
	lost: 0,
	incidents: 0
};

export interface Leader extends LeaderFigures {
	personId: string;
	staffNo: string;
	name: string;
	role: 'team-lead' | 'department-head';
	/** The team led, or the department headed. */
	place: string;
}

/** One line for each person and office, heads first, then by place and staff number. */
export const inOrder = (leaders: readonly Leader[]): Leader[] =>
	leaders.toSorted(
		(a, b) => compare(a.role, b.role) || compare(a.place, b.place) || compare(a.staffNo, b.staffNo)
	);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Share of a whole in thousandths, rounded; null of nothing. */
export const shareTenths = (part: number, whole: number): number | null =>
	whole === 0 ? null : Math.round((part * 1000) / whole);
