/**
 * The draw: of each unit (agent on duty, or team) the wanted number of calls, chosen so that nobody
 * can bend it and anybody can replay it. Every candidate's key is SHA-256(seed ‖ call id); a
 * unit's calls are ranked by key and the lowest taken. So the order of rows does not matter, and one
 * more candidate changes only what it must. The exact texts are in docs/sampling.md.
 *
 * Pure. The hash function is passed in.
 */
import { candidateText, keysOf } from './candidates.ts';
import type { CallMarks, PeriodCall } from './eligibility.ts';
import type { PlanRule, Pool } from './plan.ts';
import { masksOf } from './pools.ts';
import { wantedOf } from './quota.ts';
import { circles, handOut, type CircleOf, type Reviewers } from './reviewers.ts';
import type { Sha256 } from './sha256.ts';
import { allocate, fill, type StratumShare } from './strata.ts';
import { unitsOf, type Unit } from './units.ts';

export { ALGORITHM } from './candidates.ts';

/** Where an agent stands. */
export interface Place {
	teamId: string | null;
	departmentId: string | null;
}

/** Everything that a draw looks at, read in one transaction. */
export interface DrawFacts {
	rule: PlanRule;
	/** Recordings of the period, in any order. */
	calls: readonly PeriodCall[];
	/** Agents on duty by the roster; whoever has a call in the period is on duty as well. */
	rostered: ReadonlyMap<string, Place>;
	/** The agents of the plan's `callsOf`; null: everybody. The others have no share. */
	agents: ReadonlySet<string> | null;
	marks: CallMarks;
	reviewers: Reviewers;
	/** Hour 0 to 23 of the centre's day; asked only where a pool is by hours. */
	hourOf: (epochMs: number) => number;
}

/** One unit's share of a draw: what was wanted, eligible, chosen, and why calls were not eligible. */
export interface DrawShare {
	/** Id of the agent or team of whom calls were wanted; an agent in no team is a unit alone. */
	unitId: string;
	unit: 'agent' | 'team';
	/** Team of the call drawn first; without any, of the call with the lowest id, or by the roster; null when in no team. */
	teamId: string | null;
	/** To whom its calls went, each once, in the order of the calls; empty when nothing could be drawn. */
	reviewerIds: string[];
	/** Current recordings of the unit in the period; superseded ones are counted in `ineligible` only. */
	calls: number;
	/** By the plan's rule; of a top-up, what was lacking of it. */
	wanted: number;
	eligible: number;
	chosen: number;
	/** In the order of the plan's strata; what pools lacked and all calls gave stands in one more at the end, `any` with 0 wanted. */
	strata: StratumShare[];
	/** Calls of the period that could not be drawn, by reason code. */
	ineligible: Record<string, number>;
	/** On duty by the roster. Of a team: at least one of its agents. */
	rostered: boolean;
}

export interface Chosen {
	recordingId: string;
	agentId: string;
	unitId: string;
	reviewerId: string;
	/** Pool that it was taken from. */
	stratum: Pool;
	/** Place in the unit's list of chosen calls, 1 first; top-ups and substitutes count on. */
	rank: number;
}

export interface DrawOutcome {
	/** By unit id, then rank. */
	chosen: Chosen[];
	/** One for each unit on duty, by unit id. */
	shares: DrawShare[];
	/** The eligible calls as canonical text, see `candidateText`. */
	candidates: string;
	candidateCount: number;
}

/** What a unit has already had from a draw. */
export interface Standing {
	/** Calls drawn so far, by the draw and its top-ups; a replaced call and its substitutes count once. */
	chosen: number;
	/** Highest rank given so far, substitutes included. */
	lastRank: number;
}

/** Draws the wanted calls of each unit on duty, from calls in any order of rows. */
export function draw(sha256: Sha256, seed: string, facts: DrawFacts): DrawOutcome {
	const circleOf = circles(facts.rule, facts.reviewers);
	const lots = unitsOf(facts, circleOf).map((unit) => ({
		unit,
		wanted: wantedOf(facts.rule.count, unit.calls),
		lastRank: 0
	}));
	return drawLots(sha256, seed, facts, { lots, circleOf, round: 0 });
}

/**
 * Draws what units lack by the same rule and seed, from the calls that are there now. `marks.drawn`
 * holds what was drawn before. Only units that get a call are in the outcome; undefined when
 * there is none. A unit without a standing has had nothing yet. `round` is 1 for the first top-up.
 */
export function topUp(
	sha256: Sha256,
	seed: string,
	facts: DrawFacts,
	standing: ReadonlyMap<string, Standing>,
	round: number
): DrawOutcome | undefined {
	const circleOf = circles(facts.rule, facts.reviewers);
	const lots = unitsOf(facts, circleOf)
		.map((unit) => {
			const { chosen, lastRank } = standing.get(unit.unitId) ?? { chosen: 0, lastRank: 0 };
			return { unit, wanted: wantedOf(facts.rule.count, unit.calls) - chosen, lastRank };
		})
		.filter(({ unit, wanted }) => wanted > 0 && unit.eligible.length > 0);
	if (lots.length === 0) return undefined;
	return drawLots(sha256, seed, facts, { lots, circleOf, round });
}

interface Lot {
	unit: Unit;
	wanted: number;
	lastRank: number;
}

function drawLots(
	sha256: Sha256,
	seed: string,
	facts: DrawFacts,
	{ lots, circleOf, round }: { lots: readonly Lot[]; circleOf: CircleOf; round: number }
): DrawOutcome {
	const { strata } = facts.rule;
	const pools = strata.map(({ pool }) => pool);
	const drawn = lots.map(({ unit: { unitId, eligible }, wanted }) => {
		const masks = masksOf(eligible, strata, facts);
		const keys = keysOf(sha256, seed, eligible);
		const wantedBy = allocate(sha256, seed, unitId, { strata, n: wanted, round });
		return { unitId, calls: eligible, masks, ...fill({ pools, keys, masks }, wantedBy) };
	});
	const picks = drawn.flatMap(({ unitId, calls, taken }) =>
		taken.map(({ index }) => ({ unitId, call: calls[index]! }))
	);
	const reviewers = handOut(sha256, seed, picks, { ...facts, circleOf, round });
	const chosen: Chosen[] = [];
	const shares = drawn.map(({ taken, calls, strata }, at): DrawShare => {
		const { unit, wanted, lastRank } = lots[at]!;
		const own = taken.map(({ index, pool }, place) => ({
			recordingId: calls[index]!.id,
			agentId: calls[index]!.agentId,
			unitId: unit.unitId,
			reviewerId: reviewers[chosen.length + place]!,
			stratum: pool,
			rank: lastRank + place + 1
		}));
		chosen.push(...own);
		return {
			unitId: unit.unitId,
			unit: unit.unit,
			teamId: taken[0] ? calls[taken[0].index]!.teamId : unit.teamId,
			reviewerIds: [...new Set(own.map(({ reviewerId }) => reviewerId))],
			calls: unit.calls,
			wanted,
			eligible: calls.length,
			chosen: own.length,
			strata,
			ineligible: unit.ineligible,
			rostered: unit.rostered
		};
	});
	return {
		chosen,
		shares,
		candidates: candidateText(pools, drawn),
		candidateCount: drawn.reduce((count, { calls }) => count + calls.length, 0)
	};
}
