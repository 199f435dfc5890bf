/**
 * Replays a stored draw with its top-ups and substitutes from its own facts and names the first
 * difference. Draws of earlier editions (`sha256-rank/1`) are replayed too.
 *
 * Pure.
 */
import { ALGORITHM, FIRST_ALGORITHM, readCandidates, type ReadCandidates } from './candidates.ts';
import { differs, type Difference } from './draw-fault.ts';
import type { Sha256 } from './sha256.ts';
import { sharesText, type StoredDraw, type StoredPick, type StoredRound } from './stored-draw.ts';
import { roundFault } from './verify-round.ts';
import { substituteFault } from './verify-substitutes.ts';

export { drawFaults, type DrawFault } from './draw-fault.ts';

export type Replay = { match: true } | Difference;

/** `expectedSeed` is the seed computed again from the secret, plan, version and period. */
export function replay(sha256: Sha256, expectedSeed: string, stored: StoredDraw): Replay {
	const { algorithm, seed, commitment, rounds, picks } = stored;
	if (algorithm !== ALGORITHM && algorithm !== FIRST_ALGORITHM) return differs('unknown-algorithm');
	if (seed !== expectedSeed) return differs('seed-differs');
	if (commitment && sha256(seed) !== commitment.seedSha256) return differs('commitment-differs');
	const replaced = new Set(stored.replacements.map(({ substituteId }) => substituteId));
	const drawn = picks.filter(({ assignmentId }) => !replaced.has(assignmentId));
	const texts: ReadCandidates[] = [];
	for (const [place, round] of rounds.entries()) {
		const text = readCandidates(round.candidates);
		texts.push(text);
		const fault =
			textFault(sha256, algorithm, { place, round, text }) ??
			roundFault(sha256, stored, { round, text, drawn }) ??
			sharesFault(sha256, round);
		if (fault) return fault;
	}
	const surplus = surplusOf(drawn, stored) ?? twice(picks);
	if (surplus) return differs('pick-too-many', surplus);
	return substituteFault(sha256, stored, texts) ?? misnumbered(picks) ?? { match: true };
}

/** The stored text must be that of the hash, and the hash the one that the audit chain holds. */
function textFault(
	sha256: Sha256,
	algorithm: string,
	{ place, round, text }: { place: number; round: StoredRound; text: ReadCandidates }
): Difference | undefined {
	const { candidates, candidatesSha256, candidateCount, chained } = round;
	const isSame =
		round.round === place &&
		text.algorithm === algorithm &&
		text.count === candidateCount &&
		sha256(candidates) === candidatesSha256 &&
		(!chained || chained.candidatesSha256 === candidatesSha256);
	return isSame ? undefined : differs('candidates-differ', { round: place });
}

/** Figures that the replay does not need, such as the reasons' own counts. */
const sharesFault = (sha256: Sha256, { round, shares, chained }: StoredRound) =>
	chained && chained.sharesSha256 !== sha256(sharesText(shares))
		? differs('share-differs', { round })
		: undefined;

/** A drawn call of a unit that has no share in its round. */
const surplusOf = (drawn: readonly StoredPick[], { rounds }: StoredDraw) => {
	const known = rounds.map(({ shares }) => new Set(shares.map(({ unitId }) => unitId)));
	return whereIs(drawn.find(({ unitId, round }) => !known[round]?.has(unitId)));
};

function twice(picks: readonly StoredPick[]) {
	const seen = new Set<string>();
	return whereIs(picks.find(({ recordingId }) => seen.size === seen.add(recordingId).size));
}

const whereIs = (pick: StoredPick | undefined) =>
	pick && { unitId: pick.unitId, round: pick.round };

/** The calls of a unit count from 1, each number once. */
function misnumbered(picks: readonly StoredPick[]): Difference | undefined {
	for (const [unitId, own] of Map.groupBy(picks, (pick) => pick.unitId)) {
		const ranks = new Set(own.map(({ rank }) => rank));
		const isWhole = own.every((_, place) => ranks.has(place + 1));
		if (!isWhole) return differs('pick-differs', { unitId });
	}
	return undefined;
}
