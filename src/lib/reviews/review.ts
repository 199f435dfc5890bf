/** Why a review was made, and when one may be made at all. */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { Verdict } from '#lib/recordings/speech.ts';

/** The lead's daily spot check, the head's weekly audit, or on somebody's own motion. */
export const reviewKinds = ['spot-check', 'weekly-audit', 'ad-hoc'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** A passage that shows a finding, one worth learning from, or one remarked on. */
export type EvidenceKind = 'finding' | 'highlight' | 'note';

/** Why a review has a further revision. */
export type RevisionCause = 'correction' | 'second-review' | 'ruling';

/** What the author of a second review makes of the first. */
export type SecondRuling = 'confirmed' | 'corrected' | 'calibration';

/** So long after submitting, a reviewer who had the call by a task alone may still hear the passages of the own review. */
export const HEARD_AFTER_REVIEW_MS = 30 * 86_400_000;

interface ReviewableRecording {
	agentId: string | null;
	verdict: Verdict;
	verdictReason: string | null;
	/** The rubric of its kind is published. */
	hasRubric: boolean;
	/** A submitted review of the same kind, by anyone. */
	reviewed: { by: string; at: Date } | undefined;
}

export type ReviewRefusal = 'no-agent' | 'nothing-to-hear' | 'no-rubric' | 'already-reviewed';

/** Whether there is something to score and somebody whose call it is. Rights are the policy's matter. */
export function decideReview(
	recording: ReviewableRecording
): Decision<{ agentId: string }, ReviewRefusal> {
	const { agentId, verdict, verdictReason, reviewed } = recording;
	if (reviewed)
		return refuse('already-reviewed', { by: reviewed.by, at: reviewed.at.toISOString() });
	if (!agentId) return refuse('no-agent');
	if (verdict === 'empty' || verdict === 'unreadable')
		return refuse('nothing-to-hear', { verdict, reason: verdictReason });
	return recording.hasRubric ? accept({ agentId }) : refuse('no-rubric');
}
