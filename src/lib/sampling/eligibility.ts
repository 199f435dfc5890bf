/**
 * Which calls of a period may be drawn, and why the others may not. The first reason that
 * applies is the one that is counted, in the order of `ineligibleReasons`.
 *
 * Pure.
 */
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
import type { PlanRule } from './plan.ts';

export const ineligibleReasons = [
	'superseded',
	'not-playable',
	'too-short',
	'too-long',
	'direction',
	'kind',
	'queue',
	'already-reviewed',
	'not-reviewed',
	'not-passed',
	'not-failed',
	'already-drawn',
	'no-reviewer',
	'reviewer-is-agent',
	'reviewed-by-reviewer'
] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** A recording of the period with what decides whether it may be drawn. */
export interface PeriodCall {
	id: string;
	agentId: string;
	/** The agent's team and department at the time of the call. */
	teamId: string | null;
	departmentId: string | null;
	/** Epoch ms. */
	startedAt: number;
	durationMs: number;
	verdict: Verdict;
	/** False when a newer revision of the file replaced this one. */
	current: boolean;
	direction: Direction;
	kind: CallKind;
	queue: string | null;
}

/** The newest review that counts, and everybody who has reviewed the call. */
export interface CallReviews {
	outcome: 'passed' | 'failed' | 'not-scorable';
	reviewerIds: readonly string[];
}

/** What is known of the period's calls from elsewhere; sets that the rule does not ask for stay empty. */
export interface CallMarks {
	/** Drawn before, for this kind of plan. */
	drawn: ReadonlySet<string>;
	reviews: ReadonlyMap<string, CallReviews>;
	complaint: ReadonlySet<string>;
	selfCheckProblem: ReadonlySet<string>;
	praised: ReadonlySet<string>;
}

/** Undefined when `call` may be drawn, whoever checks it; else the reason why not. */
export function whyUnfit(
	call: PeriodCall,
	{ eligible }: Pick<PlanRule, 'eligible'>,
	marks: Pick<CallMarks, 'drawn' | 'reviews'>
): IneligibleReason | undefined {
	if (!call.current) return 'superseded';
	if (call.verdict === 'empty' || call.verdict === 'unreadable') return 'not-playable';
	if (call.durationMs < eligible.minDurationMs) return 'too-short';
	if (eligible.maxDurationMs !== null && call.durationMs > eligible.maxDurationMs)
		return 'too-long';
	if (isOutside(eligible.directions, call.direction)) return 'direction';
	if (isOutside(eligible.kinds, call.kind)) return 'kind';
	if (isOutside(eligible.queues, call.queue)) return 'queue';
	const unwanted = whyReviewedWrongly(eligible.reviewed, marks.reviews.get(call.id));
	if (unwanted) return unwanted;
	if (marks.drawn.has(call.id)) return 'already-drawn';
	return undefined;
}

/** An empty list means all. */
const isOutside = <T>(wanted: readonly T[], value: T | null): boolean =>
	wanted.length > 0 && (value === null || !wanted.includes(value));

function whyReviewedWrongly(
	wanted: PlanRule['eligible']['reviewed'],
	reviews: CallReviews | undefined
): IneligibleReason | undefined {
	switch (wanted) {
		case 'any':
			return undefined;
		case 'not-reviewed':
			return reviews ? 'already-reviewed' : undefined;
		case 'reviewed':
			return reviews ? undefined : 'not-reviewed';
		case 'passed':
			return !reviews ? 'not-reviewed' : reviews.outcome === 'passed' ? undefined : 'not-passed';
		case 'failed':
			return !reviews ? 'not-reviewed' : reviews.outcome === 'failed' ? undefined : 'not-failed';
	}
}

/** Undefined when one of `circle` may check `call`; agents checking themselves are the whole circle. */
export function whyNobodyChecks(
	call: PeriodCall,
	circle: readonly string[],
	{ reviews }: Pick<CallMarks, 'reviews'>
): IneligibleReason | undefined {
	if (circle.length === 0) return 'no-reviewer';
	if (circle.length === 1 && circle[0] === call.agentId) return 'reviewer-is-agent';
	const reviewed = reviews.get(call.id)?.reviewerIds;
	if (!reviewed) return undefined;
	return circle.some((id) => id !== call.agentId && !reviewed.includes(id))
		? undefined
		: 'reviewed-by-reviewer';
}
