/** Words for what an entry is about. */
import { m } from '#lib/i18n/paraglide/messages.js';

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
	scheme: m.audit_subject_scheme,
	indicator: m.audit_subject_indicator,
	rating: m.audit_subject_rating,
	assessments: m.audit_subject_assessment,
	'month-lock': m.audit_subject_assessment,
	calendar: m.audit_subject_calendar,
	roster: m.audit_subject_roster,
	checkpoint: m.audit_subject_checkpoint,
	'audit-entry': m.audit_subject_entry,
	'audit-entries': m.audit_subject_entry,
	audit: m.audit_subject_entry,
	route: m.audit_subject_page
};

/** `recording:0193…` as the kind of thing in words, and a name or the end of its id. */
export function subjectText(subject: string, names: Record<string, string>): string {
	const [, area = '', id = ''] = /^([^:]*):?(.*)$/s.exec(subject) ?? [];
	const word = area === 'people' && id ? m.audit_subject_person() : (subjects[area]?.() ?? area);
	if (!id) return word;
	return `${word} ${names[id] ?? (id.length > 24 && area !== 'route' ? `…${id.slice(-6)}` : id)}`;
}
