/** The words of a deletion: the states it goes through, and what was measured of the recording each time. */

/** What happens to an application after it was handed in. `voided`: the recording was no longer what was applied for. */
export const deletionSteps = [
	'approved',
	'rejected',
	'withdrawn',
	'voided',
	'restored',
	'purged'
] as const;
export type DeletionStep = (typeof deletionSteps)[number];

/** What the stored bytes said when they were measured; two measurements that differ void an application. */
export interface EmptinessEvidence {
	sha256: string;
	bytes: number;
	durationMs: number;
	/** Of each channel after removal of its mean; null for no sound at all. */
	peakDbfs: (number | null)[];
	speechMs: number;
	verdict: string;
	verdictReason: string | null;
	detector: string;
}

/** Where an application stands: `waiting` for a head, in `quarantine`, or ended by a step. */
export type DeletionState =
	'waiting' | 'quarantine' | 'rejected' | 'withdrawn' | 'voided' | 'restored' | 'purged';

/** The steps taken, in any order, give where the application stands: whatever comes after an approval ends it. */
export function deletionState(steps: readonly DeletionStep[]): DeletionState {
	const end = steps.find((step) => step !== 'approved');
	return end ?? (steps.includes('approved') ? 'quarantine' : 'waiting');
}

/** The tabs of the list; `decided` is whatever has ended. */
export const deletionGroups = ['waiting', 'quarantine', 'decided'] as const;
export type DeletionGroup = (typeof deletionGroups)[number];

/** Days in quarantine unless set otherwise, and the fewest that may be set. */
export const QUARANTINE_DAYS = 7;
