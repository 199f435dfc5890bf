/**
 * The one policy: who may do what to whose calls. One table (permission-table.ts), read by pages,
 * audio, commands, lists and the command line alike.
 *
 * Reach is counted by the agent's team **at the time of the call**: `own` calls the person
 * handled, `team` those of the teams led, `department` those of the departments headed, `all`.
 * A thing that the reader may not even list does not exist for them: the answer is `hidden`,
 * shown as 404. What may be seen but not done is `forbidden`, shown as 403.
 */
import {
	placedActions,
	plainActions,
	type PlacedAction,
	type PlacedRule,
	type PlainAction
} from './permission-table.ts';
import { isSystem, type Actor, type Grant, type Role } from './role.ts';

export type { PlacedAction, PlainAction } from './permission-table.ts';

/** Where a call (or anything that belongs to one) stands. */
export interface Placed {
	agentId: string | null;
	teamId: string | null;
	departmentId: string | null;
	/** A task of the actor names the recording, wherever it stands (recordings/server/entrustments.ts). */
	entrusted?: boolean;
}

export type Verdict = 'allowed' | 'forbidden' | 'hidden';

/** Which calls an actor reaches: a union of ids, or everything. Empty means none. */
export interface Scope {
	all: boolean;
	departmentIds: string[];
	teamIds: string[];
	/** The actor's own id when own calls are reached. */
	agentId: string | null;
}

/** The calls to which `actor` may do `action`; lists put it into their WHERE. */
export function scopeOf(actor: Actor, action: PlacedAction): Scope {
	const scope: Scope = { all: isSystem(actor), departmentIds: [], teamIds: [], agentId: null };
	for (const grant of actor.grants) widen(scope, actor, grant, ruleOf(action));
	return scope;
}

const ruleOf = (action: PlacedAction): PlacedRule => placedActions[action];

function widen(scope: Scope, actor: Actor, grant: Grant, { reach: row }: PlacedRule) {
	const reach = row[grant.role];
	if (reach === 'all') scope.all = true;
	if (reach === 'department' && grant.departmentId) scope.departmentIds.push(grant.departmentId);
	if (reach === 'team' && grant.teamId) scope.teamIds.push(grant.teamId);
	// Whoever has a role that reaches a team or department also reaches the calls they handled.
	if (reach && reach !== 'all') scope.agentId = actor.id;
}

/** True when nothing at all is reached. */
export const isEmptyScope = (scope: Scope): boolean =>
	!scope.all && !scope.agentId && scope.teamIds.length === 0 && scope.departmentIds.length === 0;

/** True when `placed` lies inside `scope`. */
export function inScope(scope: Scope, placed: Placed): boolean {
	return (
		scope.all ||
		(placed.agentId !== null && placed.agentId === scope.agentId) ||
		(placed.teamId !== null && scope.teamIds.includes(placed.teamId)) ||
		(placed.departmentId !== null && scope.departmentIds.includes(placed.departmentId))
	);
}

/** Handled by the person, under whichever account. */
const own = ({ id, accounts = [] }: Actor, { agentId }: Placed): boolean =>
	agentId !== null && (agentId === id || accounts.includes(agentId));

/**
 * Whether `actor` may do `action` to what stands at `placed`. Reviewing, and ruling on, an own
 * call is never allowed, whatever role the person has now (separation of duties).
 */
export function can(actor: Actor, action: PlacedAction, placed: Placed): Verdict {
	const reaches = (wanted: PlacedAction) =>
		inScope(scopeOf(actor, wanted), placed) ||
		(placed.entrusted === true && ruleOf(wanted).byTask === true && mayBeEntrusted(actor));
	if (!reaches(visibilityOf(action))) return 'hidden';
	const { neverOwn, seenByItself } = ruleOf(action);
	if (neverOwn && own(actor, placed)) return seenByItself ? 'hidden' : 'forbidden';
	return reaches(action) ? 'allowed' : 'forbidden';
}

/** Only who hears calls at all can be given one: no technician, administrator or auditor listens by a task. */
export const mayBeEntrusted = (actor: Pick<Actor, 'grants'>): boolean =>
	actor.grants.some(({ role }) => ruleOf('recording.hear').reach[role] !== undefined);

/** Seeing a call at all is what decides between 403 and 404, unless the action is seen by itself. */
const visibilityOf = (action: PlacedAction): PlacedAction =>
	ruleOf(action).seenByItself ? action : 'recording.list';

/** Whether `actor` may do something that belongs to no call. */
export function may(actor: Actor, action: PlainAction): boolean {
	const allowed: readonly Role[] = plainActions[action].roles;
	return isSystem(actor) || actor.grants.some((grant) => allowed.includes(grant.role));
}

export const hasRole = (actor: Actor, role: Role): boolean =>
	actor.grants.some((grant) => grant.role === role);
