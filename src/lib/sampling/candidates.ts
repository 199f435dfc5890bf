/**
 * The candidates of a draw or of a top-up as the text that is hashed, stored and replayed: the same
 * for the same calls, whatever the order of rows. Its form is in docs/sampling.md.
 *
 * Pure.
 */
import type { Pool } from './plan.ts';
import type { Sha256 } from './sha256.ts';

/** The next calls of a unit's ranking, to take the place of one that was drawn from `pool`. */
export interface Ranked {
	recordingId: string;
	/** `pool`, or `any` for the calls outside it, which come after those of the pool. */
	stratum: Pool;
}

/**
 * A unit's candidates in the order in which they are drawn: those of `pool` by key, then all others
 * by key. The text is that of the round (draw or top-up) in which the replaced call was drawn. Empty
 * for a unit that is not in it. Reads the texts of `sha256-rank/1` too.
 */
export function substitutes(
	sha256: Sha256,
	seed: string,
	candidates: string,
	of: { unitId: string; pool?: Pool }
): Ranked[] {
	void [sha256, seed, candidates, of];
	throw new Error('not written yet');
}

/** The recording ids of `substitutes`. */
export const ranking = (
	sha256: Sha256,
	seed: string,
	candidates: string,
	unitId: string,
	pool: Pool = 'any'
): string[] =>
	substitutes(sha256, seed, candidates, { unitId, pool }).map(({ recordingId }) => recordingId);
