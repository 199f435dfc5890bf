/** What no single person may do: one asks with a reason, another person confirms. Linked accounts are one person. */
export const jointKinds = [
	'hold-release',
	'restriction',
	'restriction-lift',
	'role-grant'
] as const;
export type JointKind = (typeof jointKinds)[number];

export const jointOutcomes = ['confirmed', 'refused', 'withdrawn'] as const;
export type JointOutcome = (typeof jointOutcomes)[number];
