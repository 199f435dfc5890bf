/** Replays a stored draw from its own facts and names the first difference. */
import type { Sha256 } from './sha256.ts';
import type { StoredDraw } from './stored-draw.ts';

export const drawFaults = [
	'unknown-algorithm',
	'seed-differs',
	'commitment-differs',
	'candidates-differ',
	'share-differs',
	'pick-differs',
	'pick-too-many',
	'reviewer-differs',
	'substitute-differs'
] as const;
export type DrawFault = (typeof drawFaults)[number];

export type Replay =
	{ match: true } | { match: false; fault: DrawFault; unitId?: string; round?: number };

/** `expectedSeed` is the seed computed again from the secret, plan, version and period. */
export function replay(sha256: Sha256, expectedSeed: string, stored: StoredDraw): Replay {
	void [sha256, expectedSeed, stored];
	throw new Error('not written yet');
}
