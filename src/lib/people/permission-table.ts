/**
 * Who may do what, as data and nothing else: the checks (permissions.ts), the hidden buttons, the
 * table of docs/permissions.md and the tests of every cell are made from it.
 */
import { roles, type Role } from './role.ts';

/** `own` calls the person handled, `team` of the teams led, `department` of the departments headed. */
export type Reach = 'own' | 'team' | 'department' | 'all';

/** What the command asks for beside the right: a written reason, a fresh proof of who it is, another person than the one who began it. */
export const needs = ['reason', 'step-up', 'second-person'] as const;
export type Need = (typeof needs)[number];

/** An action on a call or on what belongs to one. */
export interface PlacedRule {
	/** How far each role reaches; a role that is not named does it nowhere. */
	reach: Partial<Record<Role, Reach>>;
	/** Never to a call that the person handled, whatever their roles. */
	neverOwn?: boolean;
	/** Also by a task that names the recording, beyond the reach of the roles. */
	byTask?: boolean;
	/** Where it is not allowed it does not exist (404), whoever sees the call. */
	seenByItself?: boolean;
	needs?: readonly Need[];
}

/** An action that belongs to no call. */
export interface PlainRule {
	roles: readonly Role[];
	needs?: readonly Need[];
}

const heads = { 'department-head': 'department' } as const;
const leaders = { 'team-lead': 'team', ...heads } as const;
const overseers = { ...leaders, auditor: 'all' } as const;
const concerned = { agent: 'own', ...overseers } as const;
/** Whoever handles calls, of those alone. */
const handlers = { agent: 'own', 'team-lead': 'own', 'department-head': 'own' } as const;
const listeners = { agent: 'own', ...leaders } as const;

export const placedActions = {
	'recording.list': { reach: concerned, byTask: true },
	'recording.hear': { reach: listeners, byTask: true },
	/** Reading a customer's number as delivered; everybody else sees it masked. */
	'recording.unmask': { reach: leaders, needs: ['reason'] },
	/** Who read which number, and why. */
	'unmasking.read': { reach: { ...heads, auditor: 'all' }, seenByItself: true },
	'review.read': { reach: concerned },
	'review.submit': { reach: leaders, neverOwn: true, byTask: true },
	/** A further revision of a submitted review: its author, or the head. */
	'review.correct': { reach: leaders, neverOwn: true, needs: ['reason'] },
	/** On seeing a first and a second review of a call side by side. */
	'second-review.rule': { reach: heads, neverOwn: true, needs: ['reason', 'second-person'] },
	'review.acknowledge': { reach: handlers },
	/** The agent learns of it by the ruling, on the review. */
	'concealment.read': { reach: overseers, neverOwn: true, seenByItself: true },
	'concealment.rule': { reach: heads, neverOwn: true, needs: ['reason', 'second-person'] },
	'self-check.submit': { reach: handlers },
	/** Of a colleague's call: only by a task. */
	'peer-check.submit': { reach: {}, neverOwn: true, byTask: true },
	'assignment.replace': { reach: leaders, neverOwn: true, byTask: true, needs: ['reason'] },
	'assignment.reassign': { reach: heads, neverOwn: true, needs: ['reason'] },
	'duty.excuse': { reach: heads, neverOwn: true, needs: ['reason'] },
	'assessment.read': { reach: concerned, seenByItself: true },
	/** Of an item of the own review, within the window. */
	'dispute.raise': { reach: handlers, needs: ['reason'] },
	'dispute.read': { reach: concerned, seenByItself: true },
	/** Of the review that the person wrote. */
	'dispute.reply': { reach: leaders, neverOwn: true },
	/** Never by who wrote the review, nor by who ruled before. */
	'dispute.rule': { reach: heads, neverOwn: true, needs: ['reason', 'second-person'] },
	'severe-item.confirm': { reach: heads, neverOwn: true },
	'adjustment.propose': { reach: leaders, neverOwn: true, needs: ['reason'] },
	'adjustment.decide': { reach: heads, neverOwn: true, needs: ['reason', 'second-person'] },
	'rating.give': { reach: { 'team-lead': 'team' }, neverOwn: true, needs: ['reason'] },
	'month-talk.note': { reach: leaders, neverOwn: true },
	'month.sign': { reach: handlers },
	'month.lock': { reach: heads, needs: ['step-up'] },
	'month.unlock': { reach: heads, needs: ['reason', 'step-up', 'second-person'] },
	/** Agents by name beside one another. */
	'board.read': { reach: overseers, seenByItself: true },
	'assessment.export': { reach: concerned, seenByItself: true },
	'clip.propose': { reach: listeners },
	'clip.accept': { reach: heads },
	'coaching.read': { reach: concerned, seenByItself: true },
	'coaching.assign': { reach: leaders, neverOwn: true },
	'coaching.answer': { reach: handlers },
	'improvement.read': { reach: concerned, seenByItself: true },
	'improvement.manage': { reach: leaders },
	'case.read': { reach: concerned, seenByItself: true },
	'case.open': { reach: leaders, neverOwn: true, needs: ['reason'] },
	'case.handle': { reach: heads, neverOwn: true },
	'case.answer': { reach: handlers },
	'sampling.read': { reach: overseers, seenByItself: true },
	'custody.read': { reach: overseers, seenByItself: true },
	/** Of an empty recording alone, see custody/emptiness-proof.ts. */
	'deletion.request': { reach: { 'team-lead': 'team' }, neverOwn: true, needs: ['reason'] },
	'deletion.decide': {
		reach: heads,
		neverOwn: true,
		needs: ['reason', 'step-up', 'second-person']
	},
	'deletion.restore': { reach: heads, needs: ['reason'] },
	'hold.place': { reach: heads, needs: ['reason'] },
	'hold.release': { reach: heads, needs: ['reason', 'step-up', 'second-person'] },
	'restriction.set': { reach: heads, needs: ['reason', 'step-up', 'second-person'] },
	'retention.note': { reach: heads, needs: ['reason'] }
} as const satisfies Record<string, PlacedRule>;

const insight = ['technician', 'administrator', 'auditor'] as const;

export const plainActions = {
	'people.read': {
		roles: ['team-lead', 'department-head', 'administrator', 'auditor', 'technician']
	},
	'people.manage': { roles: ['administrator'], needs: ['step-up'] },
	'source.read': { roles: insight },
	'source.manage': { roles: ['technician'] },
	'plan.read': { roles: ['team-lead', 'department-head', 'auditor'] },
	'plan.manage': { roles: ['department-head'], needs: ['reason'] },
	'draw.run': { roles: ['department-head'] },
	'hand-over.manage': { roles: ['team-lead', 'department-head'] },
	'calendar.read': { roles },
	'calendar.manage': { roles: ['department-head', 'administrator'] },
	'audit.read': { roles: ['auditor'] },
	'audit.export': { roles: ['auditor'] },
	'audit.verify': { roles: ['department-head', 'technician', 'administrator', 'auditor'] },
	'rubric.read': { roles: ['agent', 'team-lead', 'department-head', 'auditor'] },
	'rubric.edit': { roles: ['team-lead', 'department-head'] },
	/** Never of a version that the person wrote, see rubric/publication.ts. */
	'rubric.publish': { roles: ['department-head'], needs: ['second-person'] },
	'rubric.choose': { roles: ['department-head'] },
	'phrase.manage': { roles: ['department-head'] },
	'calibration.open': { roles: ['department-head'] },
	'calibration.read': { roles: ['team-lead', 'department-head', 'auditor'] },
	'library.read': { roles: ['agent', 'team-lead', 'department-head', 'auditor'] },
	'scheme.read': { roles: ['agent', 'team-lead', 'department-head', 'auditor'] },
	'scheme.manage': { roles: ['department-head'], needs: ['reason'] },
	'indicator.read': { roles: ['agent', 'team-lead', 'department-head', 'auditor'] },
	'indicator.enter': { roles: ['department-head'] },
	/** Of a colleague of the own team. */
	'peer-rating.give': { roles: ['agent'] },
	'agreement.read': { roles: ['department-head', 'auditor'] },
	'incident.report': { roles: ['agent', 'team-lead', 'department-head', 'technician'] },
	'incident.read': { roles: ['team-lead', 'department-head', ...insight] },
	'incident.handle': { roles: ['technician'] },
	'evidence.read': { roles: insight },
	'account.link': { roles: ['administrator'], needs: ['reason'] },
	'job.read': { roles: insight }
} as const satisfies Record<string, PlainRule>;

export type PlacedAction = keyof typeof placedActions;
export type PlainAction = keyof typeof plainActions;

/** What nobody may do: no role reaches it and no code path does it. */
export const nobodysActions = [
	'recording.delete-with-sound',
	'deletion.decide-own-request',
	'audit.change',
	'audit.delete',
	'person.delete',
	'person.impersonate',
	'role.change-own',
	'rubric.change-published',
	'review.change-in-place'
] as const;

/** What the program alone does, after its time, never on a person's request. */
export const programsActions = ['deletion.purge'] as const;
