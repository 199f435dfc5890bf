/**
 * Who checks a drawn call. Everybody who may check it stands in a circle; where one starts in it
 * depends on who checks, and whoever may not have the call passes it on.
 *
 * Pure. The exact method is in docs/sampling.md.
 */
import type { CallMarks, PeriodCall } from './eligibility.ts';
import type { PlanRule } from './plan.ts';
import type { Sha256 } from './sha256.ts';

/** Who may check, at the time of drawing; only what the rule's kind of reviewer asks for is read. */
export interface Reviewers {
	/** Team → those who lead it now. */
	leads: ReadonlyMap<string, readonly string[]>;
	/** Department → its heads now. */
	heads: ReadonlyMap<string, readonly string[]>;
	/** Team → its agents on duty in the period. */
	peers: ReadonlyMap<string, readonly string[]>;
	named: readonly string[];
	/** Who is away → the deputy for these days. Stands in for leads, heads and named reviewers. */
	deputies: ReadonlyMap<string, string>;
}

/** A call that was drawn, before its reviewer is known. */
export interface Picked {
	call: PeriodCall;
	unitId: string;
}

export type CircleOf = (call: PeriodCall) => readonly string[];

/** The circle of a call, the same array for all calls of the same team or department; with the agent in it or not. */
export function circles(rule: Pick<PlanRule, 'reviewer'>, reviewers: Reviewers): CircleOf {
	void rule;
	void reviewers;
	throw new Error('not written yet');
}

/** Hands the picks out: the reviewer of each, in the same order. Every pick has somebody who may check it. */
export function handOut(
	sha256: Sha256,
	seed: string,
	picks: readonly Picked[],
	facts: {
		rule: Pick<PlanRule, 'reviewer'>;
		circleOf: CircleOf;
		marks: Pick<CallMarks, 'reviews'>;
		round: number;
	}
): string[] {
	void [sha256, seed, picks, facts];
	throw new Error('not written yet');
}
