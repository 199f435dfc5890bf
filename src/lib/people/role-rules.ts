/**
 * Which roles a person may be given and may lose. Nobody changes an own role. An auditor neither
 * administers nor runs the technology; an administrator, who gives access, heads no department.
 * There is always an administrator who can sign in.
 */
import { accept, refuse, type Decision } from '../shared/decision.ts';
import { overlaps, type Period } from './person.ts';
import type { Grant, Role } from './role.ts';

const apart: [Role, Role][] = [
	['auditor', 'administrator'],
	['auditor', 'technician'],
	['administrator', 'department-head']
];

/** Roles that reach beyond one team: two administrators give them. */
export const isWeighty = (role: Role): boolean => role !== 'agent' && role !== 'team-lead';

const isApart = (a: Role, b: Role): boolean =>
	a !== b && apart.some((pair) => pair.includes(a) && pair.includes(b));

/** A role among `theirs` that no person may hold beside one of `held` at the same time; undefined when all go together. */
export const clashingRoles = (
	held: readonly (Pick<Grant, 'role'> & Period)[],
	theirs: readonly (Pick<Grant, 'role'> & Period)[]
): Role | undefined =>
	theirs.find((their) => held.some((own) => isApart(own.role, their.role) && overlaps(own, their)))
		?.role;

export interface HeldGrant extends Grant, Period {
	id: string;
}

export type GrantRefusal =
	'own-role' | 'roles-not-combinable' | 'already-granted' | 'team-missing' | 'department-missing';

const sameScope = (a: Grant, b: Grant) =>
	a.role === b.role && a.teamId === b.teamId && a.departmentId === b.departmentId;

/** Decides whether a person who holds `held` may be given `wanted`; periods that only touch do not collide. */
export function decideGrant(
	held: readonly HeldGrant[],
	wanted: Grant & Period,
	isSelf: boolean
): Decision<undefined, GrantRefusal> {
	if (isSelf) return refuse('own-role');
	if (wanted.role === 'team-lead' && !wanted.teamId) return refuse('team-missing');
	if (wanted.role === 'department-head' && !wanted.departmentId)
		return refuse('department-missing');
	const meanwhile = held.filter((grant) => overlaps(grant, wanted));
	if (meanwhile.some((grant) => sameScope(grant, wanted))) return refuse('already-granted');
	const clash = clashingRoles([wanted], meanwhile);
	return clash ? refuse('roles-not-combinable', { held: clash }) : accept(undefined);
}

export type LossRefusal = 'own-role' | 'last-administrator';

/** Decides whether a person may lose administrator rights (by a role's end or by being disabled). */
export function decideLoss(
	losesAdministrator: boolean,
	otherAdministrators: number,
	isSelf: boolean
): Decision<undefined, LossRefusal> {
	if (isSelf) return refuse('own-role');
	return losesAdministrator && otherAdministrators === 0
		? refuse('last-administrator')
		: accept(undefined);
}
