/**
 * How far a draw is, in lines: what was expected of each team and reviewer, drawn, done, replaced,
 * overdue, and what is short. What is expected is always drawn plus short.
 *
 * Pure.
 */
import type { DrawShare } from '#lib/sampling/draw.ts';
import { isReviewed, type PlanKind } from '#lib/sampling/plan.ts';

/** Tasks of one unit, team (of the calls) and reviewer, counted. */
export interface Pile {
	unitId: string;
	teamId: string | null;
	reviewerId: string;
	/** Not put aside; a replaced call counts through its substitute. */
	standing: number;
	done: number;
	replaced: number;
	/** Not done, and due. */
	overdue: number;
}

export interface Figures {
	expected: number;
	drawn: number;
	done: number;
	replaced: number;
	/** Calls that the plan wants and nobody could be given. */
	short: number;
	overdue: number;
}

export interface ProgressLine extends Figures {
	teamId: string | null;
	/** Null where each agent checks for themselves, and where there is nobody. */
	reviewerId: string | null;
}

/** A reviewer's missed duty of one draw. */
export interface Missed {
	tasks: number;
	of: number;
	excused: boolean;
}

const noFigures: Figures = {
	expected: 0,
	drawn: 0,
	done: 0,
	replaced: 0,
	short: 0,
	overdue: 0
};

interface Drawn {
	kind: PlanKind;
	shares: readonly Pick<DrawShare, 'unitId' | 'teamId' | 'reviewerIds' | 'wanted'>[];
}

/**
 * One line for each team and reviewer. What a unit lacks stands with the reviewer of its other
 * calls, else with the team's only one, else in a line without a reviewer. Lines are those of the
 * teams that `sees` lets through; `piles` are all of the draw, so that nothing counts as short that
 * another team's reviewer has.
 */
export function progressLines(
	{ kind, shares }: Drawn,
	piles: readonly Pile[],
	sees: (teamId: string | null) => boolean = () => true
): ProgressLine[] {
	const lines = new Map<string, ProgressLine>();
	const lineOf = (teamId: string | null, reviewer: string | null) => {
		const reviewerId = isReviewed(kind) ? reviewer : null;
		const key = `${teamId} ${reviewerId}`;
		const line = lines.get(key) ?? { teamId, reviewerId, ...noFigures };
		lines.set(key, line);
		return line;
	};
	for (const pile of piles.filter(({ teamId }) => sees(teamId))) {
		const line = lineOf(pile.teamId, pile.reviewerId);
		line.expected += pile.standing;
		line.drawn += pile.standing;
		line.done += pile.done;
		line.replaced += pile.replaced;
		line.overdue += pile.overdue;
	}
	const standing = standingOf(piles);
	const found = [...lines.values()];
	for (const { unitId, teamId, reviewerIds, wanted } of shares.filter((one) => sees(one.teamId))) {
		const short = Math.max(0, wanted - (standing.get(unitId) ?? 0));
		const own = found.filter((line) => line.teamId === teamId && line.reviewerId !== null);
		const known = own.find(({ reviewerId }) => reviewerIds.includes(reviewerId!));
		const only = own.length === 1 ? own[0] : undefined;
		const line = lineOf(teamId, (known ?? only)?.reviewerId ?? null);
		line.expected += short;
		line.short += short;
	}
	return [...lines.values()].filter((line) => line.expected + line.replaced > 0);
}

const standingOf = (piles: readonly Pile[]): Map<string, number> => {
	const standing = new Map<string, number>();
	for (const { unitId, standing: n } of piles)
		standing.set(unitId, (standing.get(unitId) ?? 0) + n);
	return standing;
};

/** Units of whom fewer calls than wanted are there, by id; `standing` is what they have. */
export function shortShares<Share extends Pick<DrawShare, 'unitId' | 'teamId' | 'wanted'>>(
	shares: readonly Share[],
	piles: readonly Pile[],
	sees: (teamId: string | null) => boolean = () => true
): (Share & { standing: number })[] {
	const standing = standingOf(piles);
	return shares
		.filter(({ teamId }) => sees(teamId))
		.map((share) => ({ ...share, standing: standing.get(share.unitId) ?? 0 }))
		.filter((share) => share.standing < share.wanted);
}

/** Sum of several lines. */
export function sumFigures(lines: readonly Figures[]): Figures {
	const sum = { ...noFigures };
	for (const line of lines)
		for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += line[key];
	return sum;
}
