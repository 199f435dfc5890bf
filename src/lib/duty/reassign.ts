/**
 * Giving a task to somebody else: by the head, or by a hand-over. Never to the agent concerned,
 * never to somebody who replaced its original for a reason of their own words, and an audit never
 * to whoever reviewed the call before.
 */
import type { PlanKind } from '#lib/sampling/plan.ts';
import type { Role } from '#lib/people/role.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

export interface GivenTask {
	kind: PlanKind;
	reviewerId: string;
	/** Whose call it is, as drawn and as known now. */
	agentIds: readonly (string | null)[];
	doneAt: Date | null;
	replacedAt: Date | null;
	/** Who replaced its original for `other`; null when it is no such substitute. */
	avoidedBy: string | null;
	/** Who reviewed the call already. */
	reviewedBy: readonly string[];
}

export interface Receiver {
	id: string;
	roles: readonly Role[];
}

export type GivingRefusal =
	| 'already-done'
	| 'already-replaced'
	| 'self-check'
	| 'same-reviewer'
	| 'may-not-check'
	| 'own-call'
	| 'replaced-by-receiver'
	| 'reviewed-by-receiver';

/** Roles that hear calls; whoever has none of them is given none. */
const hearing: readonly Role[] = ['agent', 'team-lead', 'department-head'];

/** Decides whether `task` may go to `receiver`, an active person. */
export function decideGiving(
	task: GivenTask,
	receiver: Receiver
): Decision<undefined, GivingRefusal> {
	if (task.replacedAt) return refuse('already-replaced');
	if (task.doneAt) return refuse('already-done');
	if (task.kind === 'self-check') return refuse('self-check');
	if (task.reviewerId === receiver.id) return refuse('same-reviewer');
	if (!receiver.roles.some((role) => hearing.includes(role))) return refuse('may-not-check');
	if (task.agentIds.includes(receiver.id)) return refuse('own-call');
	if (task.avoidedBy === receiver.id) return refuse('replaced-by-receiver');
	if (task.kind === 'weekly-audit' && task.reviewedBy.includes(receiver.id))
		return refuse('reviewed-by-receiver');
	return accept(undefined);
}
