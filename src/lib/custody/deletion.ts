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
