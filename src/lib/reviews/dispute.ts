/** Disputes: the agent contests an item of a review (mission §9). */

export const disputeOutcomes = ['upheld', 'changed', 'partly'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];
