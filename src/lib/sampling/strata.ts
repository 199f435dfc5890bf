/**
 * Strata: which of a unit's eligible calls belong to which pool, and how many of the wanted calls
 * each pool gives, so that the plan's percentages hold on the average even where one call is wanted.
 *
 * Pure. The exact method is in docs/sampling.md.
 */
import type { PlanRule, Pool } from './plan.ts';
import type { Sha256 } from './sha256.ts';

/** What became of one pool of a unit. */
export interface StratumShare {
	pool: Pool;
	wanted: number;
	/** Eligible calls of the unit that belong to the pool. */
	eligible: number;
	chosen: number;
}

/** How many of `n` calls each of `strata` gives, in their order. */
export function allocate(
	sha256: Sha256,
	seed: string,
	unitId: string,
	options: { strata: PlanRule['strata']; n: number; round: number }
): number[] {
	void [sha256, seed, unitId, options];
	throw new Error('not written yet');
}
