/** Words for the codes of sampling. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Direction } from '#lib/recordings/call.ts';
import type { IneligibleReason } from '../eligibility.ts';
import type { DrawFault } from '../verify.ts';

export const directionTexts: Record<Direction, () => string> = {
	inbound: m.sampling_direction_inbound,
	outbound: m.sampling_direction_outbound,
	internal: m.sampling_direction_internal,
	unknown: m.sampling_direction_unknown
};

const planTexts: Record<string, () => string> = {
	'daily-spot-check': m.sampling_plan_daily_spot_check
};

/** A plan's name; a plan without a text shows its key. */
export const planText = (key: string): string => planTexts[key]?.() ?? key;

const ineligibleTexts: Record<IneligibleReason, (facts: { count: number }) => string> = {
	superseded: m.sampling_ineligible_superseded,
	'not-playable': m.sampling_ineligible_not_playable,
	'too-short': m.sampling_ineligible_too_short,
	'already-reviewed': m.sampling_ineligible_already_reviewed,
	'already-drawn': m.sampling_ineligible_already_drawn,
	'no-reviewer': m.sampling_ineligible_no_reviewer,
	'reviewer-is-agent': m.sampling_ineligible_reviewer_is_agent
};

/** `3 too short`, for each reason that was counted. */
export const ineligibleList = (counts: Record<string, number>): string[] =>
	Object.entries(counts).map(
		([reason, count]) =>
			ineligibleTexts[reason as IneligibleReason]?.({ count }) ?? `${count} ${reason}`
	);

export const faultTexts: Record<DrawFault, () => string> = {
	'unknown-algorithm': m.sampling_fault_unknown_algorithm,
	'seed-differs': m.sampling_fault_seed_differs,
	'candidates-differ': m.sampling_fault_candidates_differ,
	'share-differs': m.sampling_fault_share_differs,
	'pick-differs': m.sampling_fault_pick_differs,
	'pick-too-many': m.sampling_fault_pick_too_many
};

const makerTexts: Record<string, () => string> = {
	'system:scheduler': m.sampling_by_scheduler,
	'system:command-line': m.sampling_by_command_line
};

/** Who made a draw: the program by its part, else a person. */
export const makerText = (by: string): string => (makerTexts[by] ?? m.sampling_by_other)();
