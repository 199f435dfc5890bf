/** Words for the kinds of entries, for what they are about and for who acted. */
import { m } from '#lib/i18n/paraglide/messages.js';

const kinds: Record<string, () => string> = {
	'centre.set-up': m.audit_kind_centre_set_up,
	'department.created': m.audit_kind_department_created,
	'team.created': m.audit_kind_team_created,
	'person.created': m.audit_kind_person_created,
	'person.changed': m.audit_kind_person_changed,
	'person.disabled': m.audit_kind_person_disabled,
	'person.enabled': m.audit_kind_person_enabled,
	'role.granted': m.audit_kind_role_granted,
	'role.ended': m.audit_kind_role_ended,
	'membership.began': m.audit_kind_membership_began,
	'membership.ended': m.audit_kind_membership_ended,
	'endpoint.assigned': m.audit_kind_endpoint_assigned,
	'endpoint.ended': m.audit_kind_endpoint_ended,
	'people.imported': m.audit_kind_people_imported,
	'signed-in': m.audit_kind_signed_in,
	'signed-out': m.audit_kind_signed_out,
	'sign-in.refused': m.audit_kind_sign_in_refused,
	'password.set': m.audit_kind_password_set,
	'password.link-issued': m.audit_kind_password_link_issued,
	'access.denied': m.audit_kind_access_denied,
	'source.created': m.audit_kind_source_created,
	'source.changed': m.audit_kind_source_changed,
	'source.paused': m.audit_kind_source_paused,
	'source.resumed': m.audit_kind_source_resumed,
	'recording.imported': m.audit_kind_recording_imported,
	'recording.revised': m.audit_kind_recording_revised,
	'recording.attributed': m.audit_kind_recording_attributed,
	'item.held': m.audit_kind_item_held,
	'item.rejected': m.audit_kind_item_rejected,
	'item.retried': m.audit_kind_item_retried,
	'recording.played': m.audit_kind_recording_played,
	'rubric.published': m.audit_kind_rubric_published,
	'rubric.retired': m.audit_kind_rubric_retired,
	'rubric.chosen': m.audit_kind_rubric_chosen,
	'rubric-draft.started': m.audit_kind_rubric_draft_started,
	'rubric-draft.saved': m.audit_kind_rubric_draft_saved,
	'rubric-draft.discarded': m.audit_kind_rubric_draft_discarded,
	'phrase.set': m.audit_kind_phrase_set,
	'setting.set': m.audit_kind_setting_set,
	'review.corrected': m.audit_kind_review_corrected,
	'second-review.ruled': m.audit_kind_second_review_ruled,
	'concealment.listed': m.audit_kind_concealment_listed,
	'concealment.ruled': m.audit_kind_concealment_ruled,
	'calibration.opened': m.audit_kind_calibration_opened,
	'calibration.submitted': m.audit_kind_calibration_submitted,
	'calibration.remarked': m.audit_kind_calibration_remarked,
	'calibration.closed': m.audit_kind_calibration_closed,
	'incident.reported': m.audit_kind_incident_reported,
	'incident.acknowledged': m.audit_kind_incident_acknowledged,
	'incident.noted': m.audit_kind_incident_noted,
	'incident.closed': m.audit_kind_incident_closed,
	'plan.versioned': m.audit_kind_plan_versioned,
	'draw.made': m.audit_kind_draw_made,
	'draw.committed': m.audit_kind_draw_committed,
	'draw.topped-up': m.audit_kind_draw_topped_up,
	'assignment.replaced': m.audit_kind_assignment_replaced,
	'assignment.reassigned': m.audit_kind_assignment_reassigned,
	'hand-over.made': m.audit_kind_hand_over_made,
	'hand-over.ended': m.audit_kind_hand_over_ended,
	'duty.missed': m.audit_kind_duty_missed,
	'duty.excused': m.audit_kind_duty_excused,
	'calendar.changed': m.audit_kind_calendar_changed,
	'roster.imported': m.audit_kind_roster_imported,
	'review.submitted': m.audit_kind_review_submitted,
	'review.acknowledged': m.audit_kind_review_acknowledged,
	'self-check.submitted': m.audit_kind_self_check_submitted,
	'penalty-table.versioned': m.audit_kind_penalty_table_versioned,
	'draft.started': m.audit_kind_draft_started,
	'draft.discarded': m.audit_kind_draft_discarded
};

/** A kind in the reader's language; one that a later release wrote shows itself. */
export const kindText = (kind: string): string => kinds[kind]?.() ?? kind;

/** By area, and by the first part of the address for refused pages. */
const subjects: Record<string, () => string> = {
	user: m.audit_subject_person,
	people: m.audit_subject_people,
	department: m.audit_subject_department,
	team: m.audit_subject_team,
	source: m.audit_subject_source,
	sources: m.audit_subject_source,
	'import-item': m.audit_subject_item,
	recording: m.audit_subject_recording,
	recordings: m.audit_subject_recording,
	rubric: m.audit_subject_rubric,
	rubrics: m.audit_subject_rubric,
	'rubric-draft': m.audit_subject_rubric_draft,
	phrase: m.audit_subject_phrase,
	setting: m.audit_subject_setting,
	plan: m.audit_subject_plan,
	draw: m.audit_subject_draw,
	sampling: m.audit_subject_draw,
	review: m.audit_subject_review,
	reviews: m.audit_subject_review,
	'penalty-table': m.audit_subject_penalty_table,
	assessments: m.audit_subject_assessment,
	calendar: m.audit_subject_calendar,
	roster: m.audit_subject_roster,
	route: m.audit_subject_page
};

/** `recording:0193…` as the kind of thing in words, and a name or the end of its id. */
export function subjectText(subject: string, names: Record<string, string>): string {
	const [, area = '', id = ''] = /^([^:]*):?(.*)$/s.exec(subject) ?? [];
	const word = area === 'people' && id ? m.audit_subject_person() : (subjects[area]?.() ?? area);
	if (!id) return word;
	return `${word} ${names[id] ?? (id.length > 24 && area !== 'route' ? `…${id.slice(-6)}` : id)}`;
}

const actors: Record<string, () => string> = {
	'system:scheduler': m.audit_actor_scheduler,
	'system:importer': m.audit_actor_importer,
	'system:set-up': m.audit_actor_set_up,
	'system:command-line': m.audit_actor_command_line
};

/** Who acted: a person's name, or the part of Listenback that did it by itself. */
export const actorText = (actor: string, names: Record<string, string>): string =>
	names[actor] ?? actors[actor]?.() ?? actor;
