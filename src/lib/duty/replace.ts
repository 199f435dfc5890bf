/**
 * Replacing a drawn call: only with a reason, by its reviewer or the department's head; the next
 * of the ranking comes in, the original stays listed. Whoever replaced one for a reason of their
 * own words does not review what comes in: else one could go on until a pleasant call comes.
 */
import type { Verdict } from '#lib/recordings/speech.ts';
import type { PlanKind, ReviewedMode } from '#lib/sampling/plan.ts';
import type { ReplacementReason } from '#lib/sampling/replacement.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';

/** Letters and digits that a reason in own words needs. */
export const FEWEST_CHARACTERS = 10;

export interface ReplacementWish {
	reason: ReplacementReason;
	words: string;
}

export type ReplacementRefusal = 'words-missing' | 'already-done' | 'already-replaced';

/** Decides whether a task that stands so may be replaced; answers with the words as they are kept. */
export function decideReplacement(
	task: { doneAt: Date | null; replacedAt: Date | null },
	{ reason, words }: ReplacementWish
): Decision<string, ReplacementRefusal> {
	if (task.replacedAt) return refuse('already-replaced');
	if (task.doneAt) return refuse('already-done');
	const kept = cleanWords(words);
	return reason === 'other' && realCharacters(kept) < FEWEST_CHARACTERS
		? refuse('words-missing', { characters: FEWEST_CHARACTERS })
		: accept(kept);
}

/** A call of the ranking as it stands at the time of replacing. */
export interface RankedCall {
	id: string;
	agentId: string | null;
	current: boolean;
	verdict: Verdict;
	/** Drawn for this kind meanwhile, by any plan. */
	drawn: boolean;
	/** Everybody who has submitted a review of it. */
	reviewedBy: readonly string[];
}

export type SkipReason =
	| 'already-drawn'
	| 'superseded'
	| 'not-playable'
	| 'other-agent'
	| 'already-reviewed'
	| 'nobody-to-check';

/** Why the call can no longer be drawn; undefined when it can. `agentId`: of a unit that is an agent. */
export function whySkipped(
	call: RankedCall,
	{ agentId, reviewed }: { agentId: string | null; reviewed: ReviewedMode }
): SkipReason | undefined {
	if (call.drawn) return 'already-drawn';
	if (!call.current) return 'superseded';
	if (call.verdict === 'empty' || call.verdict === 'unreadable') return 'not-playable';
	if (call.agentId === null || (agentId !== null && call.agentId !== agentId)) return 'other-agent';
	if (reviewed === 'not-reviewed' && call.reviewedBy.length > 0) return 'already-reviewed';
	return undefined;
}

export interface SubstituteFacts {
	kind: PlanKind;
	/** Reviewer of the original. */
	reviewerId: string;
	replacedBy: string;
	reason: ReplacementReason;
	/** Of the substitute. */
	agentId: string;
	/** Leads of the substitute's team, and heads of its department, in office now. */
	leads: readonly string[];
	heads: readonly string[];
	/** Who is away today, with a deputy or not. */
	away: ReadonlySet<string>;
	/** Who has reviewed the substitute before. */
	reviewedBy: readonly string[];
}

/**
 * Who checks the substitute: the same reviewer. When that one replaced for `other`: another lead of
 * the team (of an audit: nobody but heads), else the department's head, in order of their ids, those
 * who are away last; undefined when nobody is left. Nobody gets an own call, but for a self-check, nor one reviewed before.
 */
export function reviewerOfSubstitute(facts: SubstituteFacts): string | undefined {
	const { kind, reviewerId, replacedBy, reason, agentId, reviewedBy } = facts;
	const may = (id: string) =>
		kind === 'self-check' ? id === agentId : id !== agentId && !reviewedBy.includes(id);
	if (reason !== 'other' || reviewerId !== replacedBy)
		return may(reviewerId) ? reviewerId : undefined;
	const leads = kind === 'weekly-audit' ? [] : [...facts.leads].sort();
	const left = [...leads, ...[...facts.heads].sort()].filter((id) => id !== replacedBy && may(id));
	return left.find((id) => !facts.away.has(id)) ?? left[0];
}
