/** The six roles of a centre; what each may do is in permissions.ts. */
export const roles = [
	'agent',
	'team-lead',
	'department-head',
	'technician',
	'administrator',
	'auditor'
] as const;
export type Role = (typeof roles)[number];

/** A role with the place it holds for. */
export interface Grant {
	role: Role;
	/** The team led, of a team lead. */
	teamId: string | null;
	/** The department headed, of a department head. */
	departmentId: string | null;
}

/** Somebody who acts: a person with grants in force now, or the system by name. */
export interface Actor {
	/** User id, or `system:…` for the program itself. */
	id: string;
	name: string;
	grants: Grant[];
	/** Further accounts of the same person: what those handled is as much their own. */
	accounts?: readonly string[];
}

export const isSystem = (actor: Actor): boolean => actor.id.startsWith('system:');

/** The program acting by itself; it is bound by each command's rules, not by a role. */
export const systemActor = (part: 'scheduler' | 'importer' | 'command-line' | 'set-up'): Actor => ({
	id: `system:${part}`,
	name: part,
	grants: []
});

/** Whoever has not signed in: may nothing. */
export const nobody: Actor = { id: 'nobody', name: '', grants: [] };
