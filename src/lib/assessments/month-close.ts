/**
 * Closing a month (mission §6): only when it is over and nothing of it is undecided. A missed duty
 * that nobody excused, a talk not held, a sheet not signed are shown and close nothing out: they are
 * facts of the month themselves. Pure.
 */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** What must be none before a month closes. */
export const closeBlocks = [
	'reviews',
	'drafts',
	'disputes',
	'severe-items',
	'adjustments'
] as const;
export type CloseBlock = (typeof closeBlocks)[number];

/** What is shown beside them and stops nothing. */
export const closeHints = ['missed-duties', 'talks', 'signatures'] as const;
export type CloseHint = (typeof closeHints)[number];

export type CloseChecks = Record<CloseBlock | CloseHint, number>;

export type CloseRefusal = 'month-not-over' | 'already-closed' | 'open-items';

/** Whether `month` may be closed while `current` runs; `open-items` tells how many of each stand in the way. */
export function decideClose(about: {
	month: BusinessMonth;
	/** The month of now, in the centre's zone. */
	current: BusinessMonth;
	closed: { by: string; at: Date } | undefined;
	checks: CloseChecks;
}): Decision<undefined, CloseRefusal> {
	const { month, current, closed, checks } = about;
	if (closed) return refuse('already-closed', { by: closed.by, at: closed.at.toISOString() });
	if (month >= current) return refuse('month-not-over');
	const open = closeBlocks.filter((block) => checks[block] > 0);
	if (open.length === 0) return accept(undefined);
	return refuse('open-items', Object.fromEntries(open.map((block) => [block, checks[block]])));
}
