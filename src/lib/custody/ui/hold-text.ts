import { m } from '#lib/i18n/paraglide/messages.js';
import type { JointOutcome } from '#lib/people/joint.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { CustodyJointKind } from '../joint-kind.ts';
import type { RetentionClass } from '../retention.ts';

const refusals: Record<string, () => string> = {
	purged: m.holds_refusal_purged,
	'no-such-hold': m.holds_refusal_no_such_hold,
	'already-asked': m.holds_refusal_already_asked,
	'already-restricted': m.holds_refusal_already_restricted,
	'not-restricted': m.holds_refusal_not_restricted,
	'no-privacy-duty': m.holds_refusal_no_privacy_duty,
	'same-person': m.holds_refusal_same_person,
	'already-decided': m.holds_refusal_already_decided,
	'not-requester': m.holds_refusal_not_requester,
	'stands-in': m.holds_refusal_stands_in
};

/** Why something about a hold or a restriction was refused; proofs have their own field. */
export const holdRefusalText = (refusal: string, facts?: Facts): string =>
	refusal === 'reason-missing'
		? m.holds_refusal_reason_missing({ characters: Number(facts?.characters ?? 0) })
		: (refusals[refusal] ?? m.holds_refusal_invalid)();

const kinds: Record<CustodyJointKind, () => string> = {
	'hold-release': m.holds_joint_kind_hold_release,
	restriction: m.holds_joint_kind_restriction,
	'restriction-lift': m.holds_joint_kind_restriction_lift
};
export const jointKindText = (kind: CustodyJointKind): string => kinds[kind]();

const outcomes = {
	confirmed: m.holds_joint_ended_confirmed,
	refused: m.holds_joint_ended_refused,
	withdrawn: m.holds_joint_ended_withdrawn
} satisfies Record<JointOutcome, unknown>;
export const outcomeText = (outcome: JointOutcome, by: string, at: string): string =>
	outcomes[outcome]({ by, at });

const classes: Record<RetentionClass, () => string> = {
	'for-ever': m.holds_class_for_ever,
	complaint: m.holds_class_complaint,
	incident: m.holds_class_incident,
	'legal-claim': m.holds_class_legal_claim,
	contract: m.holds_class_contract
};
export const retentionText = (retentionClass: RetentionClass): string => classes[retentionClass]();
