/**
 * Which calls of a period may be drawn, and why the others may not. The first reason that
 * applies is the one that is counted, in the order of `ineligibleReasons`.
 */
import type { Verdict } from '#lib/recordings/speech.ts';
import type { PlanRule } from './plan.ts';

export const ineligibleReasons = [
	'superseded',
	'not-playable',
	'too-short',
	'already-reviewed',
	'already-drawn',
	'no-reviewer',
	'reviewer-is-agent'
] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** A recording of the period with what decides whether it may be drawn. */
export interface PeriodCall {
	id: string;
	agentId: string;
	/** The agent's team at the time of the call. */
	teamId: string | null;
	durationMs: number;
	verdict: Verdict;
	reviewState: 'none' | 'assigned' | 'reviewed';
	/** False when a newer revision of the file replaced this one. */
	current: boolean;
}

/** Team → those who lead it now. */
export type Leads = ReadonlyMap<string, readonly string[]>;

/** Undefined when `call` may be drawn, else the reason why not. */
export function whyIneligible(
	call: PeriodCall,
	rule: Pick<PlanRule, 'minDurationMs'>,
	leads: Leads
): IneligibleReason | undefined {
	if (!call.current) return 'superseded';
	if (call.verdict === 'empty' || call.verdict === 'unreadable') return 'not-playable';
	if (call.durationMs < rule.minDurationMs) return 'too-short';
	if (call.reviewState === 'reviewed') return 'already-reviewed';
	if (call.reviewState === 'assigned') return 'already-drawn';
	const reviewers = (call.teamId && leads.get(call.teamId)) || [];
	if (reviewers.length === 0) return 'no-reviewer';
	if (reviewers.every((lead) => lead === call.agentId)) return 'reviewer-is-agent';
	return undefined;
}
