/** The kinds of entries in the audit chain, in one list. A new kind is one line here and a text in messages. */
export const entryKinds = [
	'centre.set-up',
	'department.created',
	'team.created',
	'person.created',
	'person.changed',
	'person.disabled',
	'person.enabled',
	'role.granted',
	'role.ended',
	'membership.began',
	'membership.ended',
	'endpoint.assigned',
	'endpoint.ended',
	'people.imported',
	'signed-in',
	'signed-out',
	'sign-in.refused',
	'password.set',
	'password.link-issued',
	'access.denied',
	'source.created',
	'source.changed',
	'source.paused',
	'source.resumed',
	'recording.imported',
	'recording.revised',
	'recording.attributed',
	'item.held',
	'item.rejected',
	'item.retried',
	'recording.played',
	'rubric.published',
	'rubric.retired',
	'rubric.chosen',
	'rubric-draft.started',
	'rubric-draft.saved',
	'rubric-draft.discarded',
	'phrase.set',
	'setting.set',
	'plan.versioned',
	'draw.committed',
	'draw.made',
	'draw.topped-up',
	'assignment.replaced',
	'assignment.reassigned',
	'hand-over.made',
	'hand-over.ended',
	'duty.missed',
	'duty.excused',
	'calendar.changed',
	'roster.imported',
	'review.submitted',
	'review.corrected',
	'second-review.ruled',
	'concealment.listed',
	'concealment.ruled',
	'calibration.opened',
	'calibration.submitted',
	'calibration.remarked',
	'calibration.closed',
	'incident.reported',
	'incident.acknowledged',
	'incident.noted',
	'incident.closed',
	'review.acknowledged',
	'self-check.submitted',
	'penalty-table.versioned',
	'draft.started',
	'draft.discarded'
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface EntryDraft {
	kind: EntryKind;
	/** `area:id` of what it is about, such as `recording:0193…`. */
	subject: string;
	reason?: string;
	/** Ids, codes and figures only: no names, numbers of customers, comments or passwords. */
	facts?: Record<string, unknown>;
}

/** Who acts, as far as the chain needs to know; every `Actor` of the people area is one. */
export interface AuditActor {
	id: string;
	grants: { role: string; teamId: string | null; departmentId: string | null }[];
}
