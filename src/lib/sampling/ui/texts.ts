/** Words for the codes of sampling. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Direction } from '#lib/recordings/call.ts';
import type { DrawShare } from '../draw.ts';
import type { IneligibleReason } from '../eligibility.ts';
import type { PlanKind, Pool } from '../plan.ts';
import type { ReplacementReason } from '../replacement.ts';
import type { DrawFault } from '../verify.ts';

export const directionTexts: Record<Direction, () => string> = {
	inbound: m.sampling_direction_inbound,
	outbound: m.sampling_direction_outbound,
	internal: m.sampling_direction_internal,
	unknown: m.sampling_direction_unknown
};

export const kindTexts: Record<PlanKind, () => string> = {
	'spot-check': m.sampling_kind_spot_check,
	'weekly-audit': m.sampling_kind_weekly_audit,
	'self-check': m.sampling_kind_self_check,
	'peer-check': m.sampling_kind_peer_check
};

export const poolTexts: Record<Pool, () => string> = {
	any: m.sampling_pool_any,
	longest: m.sampling_pool_longest,
	shortest: m.sampling_pool_shortest,
	complaint: m.sampling_pool_complaint,
	'self-check-problem': m.sampling_pool_self_check_problem,
	praised: m.sampling_pool_praised,
	hours: m.sampling_pool_hours
};

export const replacedTexts: Record<ReplacementReason, () => string> = {
	'not-playable': m.sampling_replaced_not_playable,
	empty: m.sampling_replaced_empty,
	'wrong-agent': m.sampling_replaced_wrong_agent,
	'conflict-of-interest': m.sampling_replaced_conflict_of_interest,
	other: m.sampling_replaced_other
};

interface Picked {
	stratum: Pool;
	round: number;
	/** Why the call that it stands for was put aside; null for a call of the draw itself. */
	substituteReason: ReplacementReason | null;
}

/** How a call came to be drawn: at random, from which pool, as a substitute, or later. */
export function pickText({ stratum, round, substituteReason }: Picked): string {
	const pool = poolTexts[stratum]();
	if (substituteReason)
		return m.sampling_why_substitute({ reason: replacedTexts[substituteReason]() });
	return round > 0 ? m.sampling_why_topped_up({ pool }) : pool;
}

const ineligibleTexts: Record<IneligibleReason, (facts: { count: number }) => string> = {
	superseded: m.sampling_ineligible_superseded,
	'not-playable': m.sampling_ineligible_not_playable,
	'too-short': m.sampling_ineligible_too_short,
	'too-long': m.sampling_ineligible_too_long,
	direction: m.sampling_ineligible_direction,
	kind: m.sampling_ineligible_kind,
	queue: m.sampling_ineligible_queue,
	'already-reviewed': m.sampling_ineligible_already_reviewed,
	'not-reviewed': m.sampling_ineligible_not_reviewed,
	'not-passed': m.sampling_ineligible_not_passed,
	'not-failed': m.sampling_ineligible_not_failed,
	'already-drawn': m.sampling_ineligible_already_drawn,
	'no-reviewer': m.sampling_ineligible_no_reviewer,
	'reviewer-is-agent': m.sampling_ineligible_reviewer_is_agent,
	'reviewed-by-reviewer': m.sampling_ineligible_reviewed_by_reviewer
};

/** `3 too short, 2 already drawn`: each reason that was counted; empty when there is none. */
export const ineligibleText = (counts: Record<string, number>): string =>
	Object.entries(counts)
		.map(
			([reason, count]) =>
				ineligibleTexts[reason as IneligibleReason]?.({ count }) ?? `${count} ${reason}`
		)
		.join(m.sampling_list_separator());

type Short = Pick<DrawShare, 'wanted' | 'eligible' | 'calls' | 'ineligible'> & { standing: number };

/** `0 of 1 drawn: 0 eligible of 7 calls (5 too short, 2 without a playable recording)`. */
export function shortfallText({ standing, wanted, eligible, calls, ineligible }: Short): string {
	if (calls === 0) return m.sampling_shortfall_no_calls({ standing, wanted });
	const reasons = ineligibleText(ineligible);
	const told = m.sampling_shortfall({ standing, wanted, eligible, calls });
	return reasons ? told + m.sampling_shortfall_reasons({ reasons }) : told;
}

export const faultTexts: Record<DrawFault, () => string> = {
	'unknown-algorithm': m.sampling_fault_unknown_algorithm,
	'seed-differs': m.sampling_fault_seed_differs,
	'commitment-differs': m.sampling_fault_commitment_differs,
	'candidates-differ': m.sampling_fault_candidates_differ,
	'share-differs': m.sampling_fault_share_differs,
	'pick-differs': m.sampling_fault_pick_differs,
	'pick-too-many': m.sampling_fault_pick_too_many,
	'reviewer-differs': m.sampling_fault_reviewer_differs,
	'substitute-differs': m.sampling_fault_substitute_differs
};

const makerTexts: Record<string, () => string> = {
	'system:scheduler': m.sampling_by_scheduler,
	'system:command-line': m.sampling_by_command_line
};

/** Who made a draw: the program by its part, else a person. */
export const makerText = (by: string): string => (makerTexts[by] ?? m.sampling_by_other)();
