/**
 * Who may read and change a plan. The centre's plan reaches every department: it is for those who
 * head all of them. A department's own plan is its head's, and nobody's outside of it.
 *
 * Pure.
 */
import { hasRole, may } from '#lib/people/permissions.ts';
import { isSystem, type Actor } from '#lib/people/role.ts';

export interface DepartmentTeams {
	departmentIds: readonly string[];
	/** Team → its department. */
	teams: ReadonlyMap<string, string>;
}

/** Departments that the actor heads. */
export const headedBy = ({ grants }: Actor): string[] =>
	grants.flatMap(({ role, departmentId }) =>
		role === 'department-head' && departmentId !== null ? [departmentId] : []
	);

/** True when `actor` heads every department there is. */
export function headsAll(actor: Actor, { departmentIds }: DepartmentTeams): boolean {
	const headed = headedBy(actor);
	return departmentIds.length > 0 && departmentIds.every((id) => headed.includes(id));
}

/** `hidden` is answered as 404, `read` to a wish to change as 403. */
export function planRight(
	actor: Actor,
	{ departmentId }: { departmentId: string | null },
	centre: DepartmentTeams
): 'manage' | 'read' | 'hidden' {
	if (isSystem(actor)) return 'manage';
	if (!may(actor, 'plan.read')) return 'hidden';
	if (departmentId === null) return headsAll(actor, centre) ? 'manage' : 'read';
	if (headedBy(actor).includes(departmentId)) return 'manage';
	const leadsThere = actor.grants.some(
		({ role, teamId }) =>
			role === 'team-lead' && teamId !== null && centre.teams.get(teamId) === departmentId
	);
	return leadsThere || hasRole(actor, 'auditor') ? 'read' : 'hidden';
}
