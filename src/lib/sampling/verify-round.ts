/** Replays one round of a stored draw: the draw itself, or a top-up. Pure. */
import { FIRST_ALGORITHM, keysOf, type ReadCandidates, type ReadUnit } from './candidates.ts';
import type { DrawShare } from './draw.ts';
import { differs, type Difference, type DrawFault } from './draw-fault.ts';
import type { PlanRule } from './plan.ts';
import { wantedOf } from './quota.ts';
import type { Sha256 } from './sha256.ts';
import { unfitOf, type StoredDraw, type StoredPick, type StoredRound } from './stored-draw.ts';
import { allocate, fill, type Filled } from './strata.ts';

interface RoundFacts {
	round: StoredRound;
	/** Its candidates, read. */
	text: ReadCandidates;
	/** Picks of all rounds, without substitutes. */
	drawn: readonly StoredPick[];
}

/** The first difference of a round, by unit in the order of the shares. */
export function roundFault(
	sha256: Sha256,
	{ algorithm, seed, plan: { rule } }: StoredDraw,
	{ round: { round, shares }, text, drawn }: RoundFacts
): Difference | undefined {
	if (text.pools.join() !== rule.strata.map(({ pool }) => pool).join())
		return differs('candidates-differ', { round });
	const picksOf = byUnit(drawn.filter((pick) => pick.round === round));
	const before = byUnit(drawn.filter((pick) => pick.round < round));
	const unseen = new Map(text.units);
	const seen = new Set<string>();
	for (const share of shares) {
		const { unitId } = share;
		const where = { unitId, round };
		if (seen.size === seen.add(unitId).size) return differs('share-differs', where);
		unseen.delete(unitId);
		const unit = text.units.get(unitId) ?? { calls: [], masks: [] };
		const had = before.get(unitId)?.length ?? 0;
		const n = wantedOf(rule.count, share.calls) - had;
		const filled = fill(
			{ pools: text.pools, keys: keysOf(sha256, seed, unit.calls), masks: unit.masks },
			allocate(sha256, seed, unitId, { strata: rule.strata, n, round })
		);
		const picks = (picksOf.get(unitId) ?? []).sort((a, b) => a.rank - b.rank);
		const fault =
			shareFault(share, rule, { eligible: unit.calls.length, n, filled }) ??
			picksFault(picks, { unit, filled, had, round }) ??
			(algorithm === FIRST_ALGORITHM ? undefined : reviewerFault(picks, share, rule));
		if (fault) return differs(fault, where);
	}
	const [unitId] = unseen.keys();
	return unitId === undefined ? undefined : differs('share-differs', { unitId, round });
}

const byUnit = (picks: readonly StoredPick[]): Map<string, StoredPick[]> =>
	Map.groupBy(picks, ({ unitId }) => unitId);

function shareFault(
	share: DrawShare,
	rule: PlanRule,
	{ eligible, n, filled }: { eligible: number; n: number; filled: Filled }
): DrawFault | undefined {
	const isSame =
		share.wanted === n &&
		share.eligible === eligible &&
		share.calls === eligible + unfitOf(share.ineligible) &&
		share.chosen === filled.taken.length &&
		(share.unit === 'agent' || (rule.unit === 'team' && share.teamId === share.unitId)) &&
		figures(share.strata) === figures(filled.strata);
	return isSame ? undefined : 'share-differs';
}

const figures = (strata: DrawShare['strata']): string =>
	strata
		.map(({ pool, wanted, eligible, chosen }) => [pool, wanted, eligible, chosen].join())
		.join(';');

interface ExpectedPicks {
	unit: ReadUnit;
	filled: Filled;
	/** Calls drawn of the unit in earlier rounds. */
	had: number;
	round: number;
}

function picksFault(
	picks: readonly StoredPick[],
	{ unit, filled: { taken }, had, round }: ExpectedPicks
): DrawFault | undefined {
	if (picks.length > taken.length) return 'pick-too-many';
	if (picks.length < taken.length) return 'pick-differs';
	const first = picks[0]?.rank ?? 1;
	// Substitutes have numbers too: a top-up counts on from the last one given.
	const countsOn = round === 0 ? first === 1 : first > had;
	const isSame = taken.every(({ index, pool }, place) => {
		const { recordingId, agentId, stratum, rank } = picks[place]!;
		const call = unit.calls[index]!;
		return (
			recordingId === call.id &&
			agentId === call.agentId &&
			stratum === pool &&
			rank === first + place
		);
	});
	return countsOn && isSame ? undefined : 'pick-differs';
}

function reviewerFault(
	picks: readonly StoredPick[],
	{ reviewerIds }: DrawShare,
	{ reviewer }: PlanRule
): DrawFault | undefined {
	const isSelf = reviewer.by === 'self';
	const named = [...new Set(picks.map(({ reviewerId }) => reviewerId))];
	const isSame =
		named.join() === reviewerIds.join() &&
		picks.every(({ agentId, reviewerId }) => (agentId === reviewerId) === isSelf);
	return isSame ? undefined : 'reviewer-differs';
}
