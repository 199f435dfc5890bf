/**
 * The one policy: who may do what to whose calls. One table, read by pages, audio, commands,
 * lists and the command line alike.
 *
 * Reach is counted by the agent's team **at the time of the call**: `own` calls the person
 * handled, `team` those of the teams led, `department` those of the departments headed, `all`.
 * A thing that the reader may not even list does not exist for them: the answer is `hidden`,
 * shown as 404. What may be seen but not done is `forbidden`, shown as 403.
 */
import { isSystem, roles, type Actor, type Grant, type Role } from './role.ts';

export type Reach = 'own' | 'team' | 'department' | 'all';

/** Where a call (or anything that belongs to one) stands. */
export interface Placed {
	agentId: string | null;
	teamId: string | null;
	departmentId: string | null;
	/** A task of the actor names the recording, wherever it stands (recordings/server/entrustments.ts). */
	entrusted?: boolean;
}

type Row = Partial<Record<Role, Reach>>;

/** Actions on calls and what belongs to them. */
const placedActions = {
	'recording.list': {
		agent: 'own',
		'team-lead': 'team',
		'department-head': 'department',
		auditor: 'all'
	},
	'recording.hear': { agent: 'own', 'team-lead': 'team', 'department-head': 'department' },
	/** Reading the customer's number as delivered; everybody else sees it masked. */
	'recording.unmask': { 'team-lead': 'team', 'department-head': 'department' },
	'review.read': {
		agent: 'own',
		'team-lead': 'team',
		'department-head': 'department',
		auditor: 'all'
	},
	/** Never on an own call, whatever the roles: see `can`. */
	'review.submit': { 'team-lead': 'team', 'department-head': 'department' },
	/** A further revision of a submitted review: its author, or the head. Never of an own call. */
	'review.correct': { 'team-lead': 'team', 'department-head': 'department' },
	/** On seeing a first and a second review of a call side by side. */
	'second-review.rule': { 'department-head': 'department' },
	'review.acknowledge': { agent: 'own' },
	'concealment.read': { 'team-lead': 'team', 'department-head': 'department', auditor: 'all' },
	'concealment.rule': { 'department-head': 'department' },
	'self-check.submit': { agent: 'own', 'team-lead': 'own', 'department-head': 'own' },
	/** Of a colleague's call: only by a task. */
	'peer-check.submit': {},
	'assignment.replace': { 'team-lead': 'team', 'department-head': 'department' },
	'assignment.reassign': { 'department-head': 'department' },
	'duty.excuse': { 'department-head': 'department' },
	'assessment.read': {
		agent: 'own',
		'team-lead': 'team',
		'department-head': 'department',
		auditor: 'all'
	},
	'sampling.read': { 'team-lead': 'team', 'department-head': 'department', auditor: 'all' },
	'custody.read': { 'team-lead': 'team', 'department-head': 'department', auditor: 'all' },
	/** Of an empty recording alone, see custody/emptiness-proof.ts. */
	'deletion.request': { 'team-lead': 'team' },
	/** Never by the person who applied. */
	'deletion.decide': { 'department-head': 'department' },
	'deletion.restore': { 'department-head': 'department' },
	'hold.place': { 'department-head': 'department' },
	/** By two persons, as is all that follows. */
	'hold.release': { 'department-head': 'department' },
	'restriction.set': { 'department-head': 'department' },
	'retention.note': { 'department-head': 'department' }
} as const satisfies Record<string, Row>;

/** Actions that belong to no call. */
const plainActions = {
	'people.read': ['team-lead', 'department-head', 'administrator', 'auditor', 'technician'],
	'people.manage': ['administrator'],
	'source.read': ['technician', 'administrator', 'auditor'],
	'source.manage': ['technician'],
	'plan.read': ['team-lead', 'department-head', 'auditor'],
	'plan.manage': ['department-head'],
	'draw.run': ['department-head'],
	'hand-over.manage': ['team-lead', 'department-head'],
	'calendar.read': roles,
	'calendar.manage': ['department-head', 'administrator'],
	'audit.read': ['auditor'],
	'audit.export': ['auditor'],
	'audit.verify': ['department-head', 'technician', 'administrator', 'auditor'],
	'rubric.read': ['agent', 'team-lead', 'department-head', 'auditor'],
	'rubric.edit': ['team-lead', 'department-head'],
	/** Never of a version that the person wrote, see rubric/publication.ts. */
	'rubric.publish': ['department-head'],
	'rubric.choose': ['department-head'],
	'phrase.manage': ['department-head'],
	'calibration.open': ['department-head'],
	'calibration.read': ['team-lead', 'department-head', 'auditor'],
	'agreement.read': ['department-head', 'auditor'],
	'incident.report': ['agent', 'team-lead', 'department-head', 'technician'],
	'incident.read': ['team-lead', 'department-head', 'technician', 'administrator', 'auditor'],
	'incident.handle': ['technician'],
	'evidence.read': ['technician', 'administrator', 'auditor'],
	'account.link': ['administrator'],
	'job.read': ['technician', 'administrator', 'auditor']
} as const satisfies Record<string, readonly Role[]>;

/** What a task allows on the recording that it names, beyond the reach of the roles. */
const entrustedActions: readonly string[] = [
	'recording.list',
	'recording.hear',
	'review.submit',
	'peer-check.submit',
	'assignment.replace'
] satisfies (keyof typeof placedActions)[];

export type PlacedAction = keyof typeof placedActions;
export type PlainAction = keyof typeof plainActions;
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
	for (const grant of actor.grants) widen(scope, actor, grant, placedActions[action]);
	return scope;
}

function widen(scope: Scope, actor: Actor, grant: Grant, row: Row) {
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

const own = (actor: Actor, placed: Placed) => placed.agentId === actor.id;

/** Judging, giving away or excusing what concerns an own call. */
const neverOwn: readonly PlacedAction[] = [
	'review.submit',
	'peer-check.submit',
	'review.correct',
	'second-review.rule',
	'concealment.rule',
	'assignment.replace',
	'assignment.reassign',
	'duty.excuse',
	'deletion.request',
	'deletion.decide'
];

/**
 * Whether `actor` may do `action` to what stands at `placed`. Reviewing, and ruling on, an own
 * call is never allowed, whatever role the person has now (separation of duties).
 */
export function can(actor: Actor, action: PlacedAction, placed: Placed): Verdict {
	const reaches = (wanted: PlacedAction) =>
		inScope(scopeOf(actor, wanted), placed) ||
		(placed.entrusted === true && entrustedActions.includes(wanted) && mayBeEntrusted(actor));
	if (!reaches(visibilityOf(action))) return 'hidden';
	if (neverOwn.includes(action) && own(actor, placed)) return 'forbidden';
	return reaches(action) ? 'allowed' : 'forbidden';
}

/** Only who hears calls at all can be given one: no technician, administrator or auditor listens by a task. */
export const mayBeEntrusted = (actor: Pick<Actor, 'grants'>): boolean =>
	actor.grants.some(({ role }) => role in placedActions['recording.hear']);

/** What is seen or not by its own rule, whoever sees the call. */
const seenByThemselves: readonly PlacedAction[] = [
	'assessment.read',
	'sampling.read',
	'concealment.read',
	'custody.read'
];

/** Seeing a call at all is what decides between 403 and 404. */
function visibilityOf(action: PlacedAction): PlacedAction {
	return seenByThemselves.includes(action) ? action : 'recording.list';
}

/** Whether `actor` may do something that belongs to no call. */
export function may(actor: Actor, action: PlainAction): boolean {
	const allowed: readonly Role[] = plainActions[action];
	return isSystem(actor) || actor.grants.some((grant) => allowed.includes(grant.role));
}

export const hasRole = (actor: Actor, role: Role): boolean =>
	actor.grants.some((grant) => grant.role === role);
