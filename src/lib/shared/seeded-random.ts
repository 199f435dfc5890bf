/**
 * A repeatable source of numbers for draws, examples and tests: mulberry32
 * (public domain, Tommy Ettinger). Not for secrets.
 */
export interface SeededRandom {
	/** Uniform in [0, 1). */
	next(): number;
	/** Uniform integer in [0, below). */
	below(limit: number): number;
	/** One element; throws on an empty list. */
	pick<Item>(items: readonly Item[]): Item;
	/** True with the given probability. */
	chance(probability: number): boolean;
}

export function seededRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick(items) {
			if (items.length === 0) throw new RangeError('seededRandom: nothing to pick from');
			return items[below(items.length)]!;
		},
		chance: (probability) => next() < probability
	};
}
