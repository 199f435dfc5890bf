/** Replays the substitutes of a stored draw: each the next of the ranking. Pure. */
import { keysOf, rankedFor, type ReadCandidates } from './candidates.ts';
import { differs, type Difference } from './draw-fault.ts';
import type { Sha256 } from './sha256.ts';
import type { StoredDraw, StoredPick, StoredReplacement } from './stored-draw.ts';

/** The first replacement whose substitute is not the next that was neither taken nor passed over. */
export function substituteFault(
	sha256: Sha256,
	{ seed, plan, picks, replacements }: StoredDraw,
	texts: readonly ReadCandidates[]
): Difference | undefined {
	const byId = new Map(picks.map((pick) => [pick.assignmentId, pick]));
	const byUnit = Map.groupBy(picks, ({ unitId }) => unitId);
	const replaced = new Set<string>();
	for (const replacement of replacements) {
		const { assignmentId, substituteId } = replacement;
		const original = byId.get(assignmentId);
		if (!original) return differs('substitute-differs');
		const { unitId, round } = original;
		const substitute = substituteId === null ? undefined : byId.get(substituteId);
		const unit = texts[round]?.units.get(unitId);
		const known = unit && {
			...unit,
			pools: texts[round]!.pools,
			keys: keysOf(sha256, seed, unit.calls)
		};
		const taken = byUnit
			.get(unitId)!
			.filter(({ rank }) => !substitute || rank < substitute.rank)
			.map(({ recordingId }) => recordingId);
		const isSame =
			known !== undefined &&
			replaced.size !== replaced.add(assignmentId).size &&
			(substituteId === null || substitute !== undefined) &&
			isNext(rankedFor(known, original.stratum), { ...known, taken, replacement, substitute }) &&
			(!substitute || follows(substitute, original, plan.rule.reviewer.by === 'self'));
		if (!isSame) return differs('substitute-differs', { unitId, round });
	}
	return undefined;
}

interface Walk {
	calls: readonly { id: string }[];
	taken: readonly string[];
	replacement: StoredReplacement;
	substitute: StoredPick | undefined;
}

/** Walks the ranking: every call is taken, passed over in order, or the substitute, with which the walk ends. */
function isNext(
	ranked: ReturnType<typeof rankedFor>,
	{ calls, taken, replacement: { skipped }, substitute }: Walk
): boolean {
	const isTaken = new Set(taken);
	let passed = 0;
	for (const { index, stratum } of ranked) {
		const { id } = calls[index]!;
		if (skipped[passed]?.recordingId === id) passed += 1;
		else if (!isTaken.has(id))
			return (
				passed === skipped.length &&
				substitute?.recordingId === id &&
				substitute.stratum === stratum
			);
	}
	return passed === skipped.length && !substitute;
}

const follows = (substitute: StoredPick, original: StoredPick, isSelf: boolean): boolean =>
	substitute.unitId === original.unitId &&
	substitute.round === original.round &&
	substitute.rank > original.rank &&
	(substitute.agentId === substitute.reviewerId) === isSelf;
