/** A draw as it is stored: what replay and export need, with the shapes of earlier editions read as today's. */
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import type { Chosen, DrawShare, Standing } from './draw.ts';
import type { PlanRule } from './plan.ts';

/** The draw itself (round 0) or one of its top-ups. */
export interface StoredRound {
	round: number;
	/** When it was made. */
	at: Date;
	/** Canonical text, unpacked. */
	candidates: string;
	candidatesSha256: string;
	candidateCount: number;
	shares: readonly DrawShare[];
	/** What the audit chain holds of the round; null where it holds nothing, as of draws of earlier editions. */
	chained: ChainedRound | null;
}

export interface ChainedRound {
	candidatesSha256: string;
	/** Of `sharesText`. */
	sharesSha256: string;
}

/** The text of a round's shares that is hashed for the audit chain. */
export const sharesText = (shares: readonly DrawShare[]): string => canonicalJson(shares);

export interface StoredPick extends Chosen {
	assignmentId: string;
	/** To whom it went first, whatever was reassigned since. */
	reviewerId: string;
	/** A substitute has the round of the call that it replaces. */
	round: number;
}

export interface StoredReplacement {
	assignmentId: string;
	reason: string;
	/** Assignment of the next of the ranking; null when none was left. */
	substituteId: string | null;
	/** Passed over, in the order of the ranking. */
	skipped: readonly { recordingId: string; reason: string }[];
}

export interface StoredDraw {
	id: string;
	plan: { id: string; key: string; version: number; rule: PlanRule };
	/** First and last business day, YYYYMMDD. */
	period: { first: number; last: number };
	algorithm: string;
	seed: string;
	/** What the audit chain has held since before the candidates were read; null for draws of earlier editions. */
	commitment: { seedSha256: string; at: Date } | null;
	/** The draw first, then its top-ups in order. */
	rounds: readonly StoredRound[];
	picks: readonly StoredPick[];
	replacements: readonly StoredReplacement[];
}

/** A share as `sha256-rank/1` stored it: always an agent's. */
interface FirstShare {
	agentId: string;
	teamId: string | null;
	reviewerId: string | null;
	wanted: number;
	eligible: number;
	chosen: number;
	ineligible: Record<string, number>;
}

/** The share that `stored` means. Every read of `draws.shares` goes through it. */
export function readShare(stored: DrawShare | FirstShare): DrawShare {
	if (!('agentId' in stored)) return stored;
	const { agentId, teamId, reviewerId, wanted, eligible, chosen, ineligible } = stored;
	return {
		unitId: agentId,
		unit: 'agent',
		teamId,
		reviewerIds: reviewerId && chosen > 0 ? [reviewerId] : [],
		calls: eligible + unfitOf(ineligible),
		wanted,
		eligible,
		chosen,
		strata: [{ pool: 'any', wanted, eligible, chosen }],
		ineligible,
		rostered: false
	};
}

/** Current calls that could not be drawn: superseded ones are no calls of the unit. */
export const unfitOf = (ineligible: Readonly<Record<string, number>>): number =>
	Object.entries(ineligible).reduce(
		(sum, [reason, count]) => (reason === 'superseded' ? sum : sum + count),
		0
	);

/** What each unit has had so far, for `topUp`. Units of which nothing was drawn are absent. */
export function standingOf(
	picks: readonly Pick<StoredPick, 'assignmentId' | 'unitId' | 'rank'>[],
	replacements: readonly Pick<StoredReplacement, 'substituteId'>[]
): Map<string, Standing> {
	const substitutes = new Set(replacements.map(({ substituteId }) => substituteId));
	const standing = new Map<string, Standing>();
	for (const { assignmentId, unitId, rank } of picks) {
		const { chosen, lastRank } = standing.get(unitId) ?? { chosen: 0, lastRank: 0 };
		standing.set(unitId, {
			chosen: chosen + (substitutes.has(assignmentId) ? 0 : 1),
			lastRank: Math.max(lastRank, rank)
		});
	}
	return standing;
}
