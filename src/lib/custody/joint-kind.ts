/** What two department heads do together in custody. */
import type { PlacedAction } from '../people/permissions.ts';

const custodyJointKinds = ['hold-release', 'restriction', 'restriction-lift'] as const;
export type CustodyJointKind = (typeof custodyJointKinds)[number];

export const isCustodyJoint = (kind: string): kind is CustodyJointKind =>
	custodyJointKinds.some((one) => one === kind);

/** The right that asking and confirming both need. */
export const actionOf = (kind: CustodyJointKind): PlacedAction =>
	kind === 'hold-release' ? 'hold.release' : 'restriction.set';

/** An open request, as lists show it. */
export interface WaitingRequest {
	id: string;
	kind: CustodyJointKind;
	at: Date;
	/** Who asked. */
	by: string;
	/** The reader's own: others decide on it. */
	mine: boolean;
}
