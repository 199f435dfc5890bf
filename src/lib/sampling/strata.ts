/**
 * Strata: how many of a unit's wanted calls each pool gives, so that the plan's percentages hold on
 * the average even where one call is wanted; and which calls of the pools those are.
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

/** A unit's candidates, each an index into both lists. */
export interface Pooled {
	/** The pools of the plan's strata, in order. */
	pools: readonly Pool[];
	/** SHA-256(seed ‖ call id). */
	keys: readonly string[];
	/** Bit j is set where the call belongs to the pool of stratum j. */
	masks: ArrayLike<number>;
}

export interface Filled {
	/** In the order of drawing. */
	taken: { index: number; pool: Pool }[];
	strata: StratumShare[];
}

/** 2³²: a place on the line of percentages is 32 bits of a hash. */
const WHOLE = 4_294_967_296;

/**
 * How many of `n` calls each of `strata` gives, in their order: `n` evenly spaced places on the line
 * of percentages, from a start that the seed, the unit and the round decide.
 */
export function allocate(
	sha256: Sha256,
	seed: string,
	unitId: string,
	{ strata, n, round }: { strata: PlanRule['strata']; n: number; round: number }
): number[] {
	const start = parseInt(sha256(`${seed}${unitId}strata${round}`).slice(0, 8), 16);
	const wanted = strata.map(() => 0);
	for (let pick = 0; pick < n; pick++) {
		const place = (start + pick * WHOLE) * 100;
		let upTo = 0;
		const stratum = strata.findIndex(({ percent }) => place < (upTo += percent) * n * WHOLE);
		wanted[stratum]! += 1;
	}
	return wanted;
}

/**
 * Takes from each pool its wanted number of lowest keys that are not taken yet, pools in order; then
 * what pools lacked from all candidates.
 */
export function fill({ pools, keys, masks }: Pooled, wanted: readonly number[]): Filled {
	const isTaken = new Uint8Array(keys.length);
	const taken: Filled['taken'] = [];
	const takeLowest = (n: number, bits: number, pool: Pool): number => {
		const lowest = lowestOf(keys, n, (index) => !isTaken[index] && (masks[index]! & bits) === bits);
		for (const index of lowest) {
			isTaken[index] = 1;
			taken.push({ index, pool });
		}
		return lowest.length;
	};
	const strata = pools.map((pool, stratum) => ({
		pool,
		wanted: wanted[stratum]!,
		eligible: countOf(masks, 1 << stratum),
		chosen: takeLowest(wanted[stratum]!, 1 << stratum, pool)
	}));
	const lacking = wanted.reduce((sum, n) => sum + n, 0) - taken.length;
	const chosen = takeLowest(lacking, 0, 'any');
	if (chosen > 0) strata.push({ pool: 'any', wanted: 0, eligible: keys.length, chosen });
	return { taken, strata };
}

/** Indexes of the `n` lowest keys, lowest first, without sorting the rest: a day has thousands of calls and takes one each. */
function lowestOf(
	keys: readonly string[],
	n: number,
	isOpen: (index: number) => boolean
): number[] {
	const lowest: number[] = [];
	if (n === 0) return lowest;
	for (let index = 0; index < keys.length; index++) {
		const key = keys[index]!;
		if (lowest.length === n && key > keys[lowest[n - 1]!]!) continue;
		if (!isOpen(index)) continue;
		let place = lowest.length;
		while (place > 0 && keys[lowest[place - 1]!]! > key) place--;
		lowest.splice(place, 0, index);
		if (lowest.length > n) lowest.pop();
	}
	return lowest;
}

function countOf(masks: ArrayLike<number>, bit: number): number {
	let count = 0;
	for (let index = 0; index < masks.length; index++) if (masks[index]! & bit) count++;
	return count;
}
