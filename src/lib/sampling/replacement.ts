/** Why a drawn call may be put aside for the next of the ranking. */
export const replacementReasons = [
	'not-playable',
	'empty',
	'wrong-agent',
	'conflict-of-interest',
	'other'
] as const;
export type ReplacementReason = (typeof replacementReasons)[number];
