/** Why a review was made: the lead's daily spot check, the head's weekly audit, or on somebody's own motion. */
export const reviewKinds = ['spot-check', 'weekly-audit', 'ad-hoc'] as const;
export type ReviewKind = (typeof reviewKinds)[number];
