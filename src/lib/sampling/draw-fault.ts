/** What a replay can find wrong with a stored draw. */
export const drawFaults = [
	'unknown-algorithm',
	/** The seed is not the one that the secret, plan, version and period give. */
	'seed-differs',
	/** The seed is not the one that was committed to before the candidates were read. */
	'commitment-differs',
	/** The candidates are not those whose hash and count were stored. */
	'candidates-differ',
	/** Wanted, eligible or chosen of a unit are not what the candidates and the rule give. */
	'share-differs',
	/** Other calls, another order or other pools than the ranking gives. */
	'pick-differs',
	/** A call that no share accounts for, or one twice. */
	'pick-too-many',
	/** A call went to somebody whom its share does not name, or to its own agent. */
	'reviewer-differs',
	/** A substitute is not the next of the ranking. */
	'substitute-differs'
] as const;
export type DrawFault = (typeof drawFaults)[number];

export interface Difference {
	match: false;
	fault: DrawFault;
	/** Agent or team, where the difference lies in one. */
	unitId?: string;
	/** 0 the draw itself, else the top-up. */
	round?: number;
}

export const differs = (
	fault: DrawFault,
	where: Pick<Difference, 'unitId' | 'round'> = {}
): Difference => ({ match: false, fault, ...where });
