/** What no single person may do: one asks with a reason, another person confirms. Linked accounts are one person. */
import { accept, refuse, type Decision } from '../shared/decision.ts';

export type JointKind =
	'hold-release' | 'restriction' | 'restriction-lift' | 'role-grant' | 'month-unlock';

export const jointOutcomes = ['confirmed', 'refused', 'withdrawn'] as const;
export type JointOutcome = (typeof jointOutcomes)[number];

export type JointRefusal = 'no-such-request' | 'already-decided' | 'same-person' | 'not-requester';

/** Whether a request may end so: only its requester, as a person, withdraws it; only another person decides. */
export function decideJoint(about: {
	outcome: JointOutcome;
	/** By any account of the person who asked. */
	isRequester: boolean;
	decided: boolean;
}): Decision<undefined, JointRefusal> {
	const { outcome, isRequester, decided } = about;
	if (outcome === 'withdrawn' && !isRequester) return refuse('not-requester');
	if (outcome !== 'withdrawn' && isRequester) return refuse('same-person');
	return decided ? refuse('already-decided') : accept(undefined);
}
